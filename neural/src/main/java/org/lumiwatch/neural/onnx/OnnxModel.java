package org.lumiwatch.neural.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.InvalidDataException;

/**
 * A model file, loaded: counts of n samples in, one array an output back. Ours and foreign ones alike; used by one thread at a time; close
 * it.
 */
public final class OnnxModel implements AutoCloseable {
    /** Raw contents of all cells, x fastest, n × cells. */
    public static final String COUNTS = "counts";
    /** 1 where a cell may be seen, 0 where it is hidden, n × cells. */
    public static final String VISIBLE = "visible";
    /** Conditions, each about 0 ± 1, n × conditions. */
    public static final String CONDITIONS = "conditions";
    /** Of classes, or of classes × cells. */
    public static final String PROBABILITIES = "probabilities";
    /** Counts as reconstructed, n × cells. */
    public static final String RECONSTRUCTION = "reconstruction";
    /** Mean squared difference of what was reconstructed, n. */
    public static final String MSE = "mse";
    /** Expected shares of the entries of each element, n × cells. */
    public static final String SHARES = "shares";
    /** Of a network that was trained for numbers, n × count. */
    public static final String VALUES = "values";
    /** Values of the bottleneck, n × features. */
    public static final String FEATURES = "features";

    private final String name;
    private final OnnxFile file;
    private final OrtSession session;

    private OnnxModel(String name, OnnxFile file, OrtSession session) {
        this.name = name;
        this.file = file;
        this.session = session;
    }

    /**
     * Checks and loads a model that works on one core.
     *
     * @param name for what is said when it is refused, such as its path
     * @throws InvalidDataException when it is not sound
     */
    public static OnnxModel load(String name, byte[] bytes) {
        OnnxFile file = OnnxFile.check(name, bytes);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new OnnxModel(name, file, NativeRuntime.environment().createSession(bytes, options));
        } catch (OrtException e) {
            throw OnnxFile.refused(name, e.getMessage(), "a model that ONNX Runtime takes");
        }
    }

    public String name() {
        return name;
    }

    /** Values a sample of every input, in order; −1 where the file does not tell. */
    public Map<String, Integer> inputs() {
        return file.inputs();
    }

    public Map<String, Integer> outputs() {
        return file.outputs();
    }

    public Map<String, String> metadata() {
        return file.metadata();
    }

    /** Outputs by name, in order, of {@code n} samples whose first input is {@code counts}, the only one. */
    public Map<String, float[]> run(int n, float[] counts) {
        return run(n, List.of(counts));
    }

    /**
     * Outputs by name, in order.
     *
     * @param inputs in the order of {@link #inputs()}, n samples each
     */
    public Map<String, float[]> run(int n, List<float[]> inputs) {
        if (inputs.size() != file.inputs().size()) {
            throw new IllegalArgumentException("%s: %d inputs (expected: %s)"
                    .formatted(name, inputs.size(), file.inputs().keySet()));
        }
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            int at = 0;
            for (Map.Entry<String, Integer> input : file.inputs().entrySet()) {
                float[] values = inputs.get(at++);
                int width = input.getValue() < 0 ? values.length / n : input.getValue();
                if (values.length != n * width) {
                    throw new IllegalArgumentException("%s: %d values for %s (expected: %d × %d)"
                            .formatted(name, values.length, input.getKey(), n, width));
                }
                given.put(input.getKey(), tensor(values, shape(input.getKey(), n, width)));
            }
            try (OrtSession.Result result = session.run(given)) {
                Map<String, float[]> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    if (output.getValue() instanceof OnnxTensor tensor) {
                        outputs.put(output.getKey(), values(tensor));
                    }
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw OnnxFile.refused(name, e.getMessage(), "a model that scores %d samples".formatted(n));
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private long[] shape(String input, int n, int width) throws OrtException {
        long[] declared = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
        if (declared.length <= 2) {
            return new long[] {n, width};
        }
        long[] shape = declared.clone();
        shape[0] = n;
        return shape;
    }

    private static OnnxTensor tensor(float[] values, long[] shape) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return OnnxTensor.createTensor(NativeRuntime.environment(), bytes.asFloatBuffer(), shape);
    }

    private static float[] values(OnnxTensor tensor) {
        return switch (tensor.getInfo().type) {
            case FLOAT -> {
                FloatBuffer buffer = tensor.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                yield values;
            }
            case BOOL, INT8, UINT8 -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get(i);
                }
                yield values;
            }
            case DOUBLE -> {
                var buffer = tensor.getDoubleBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.get(i);
                }
                yield values;
            }
            case INT64 -> {
                var buffer = tensor.getLongBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get(i);
                }
                yield values;
            }
            default ->
                throw new InvalidDataException("output of %s (expected: numbers)".formatted(tensor.getInfo().type));
        };
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
