package org.lumiwatch.neural.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Rewrites the graph of a model file, ours or foreign, so that it is smaller. What it costs in quality is for the caller to measure. */
public final class OnnxCompression {
    private static final Set<String> PRODUCTS = Set.of("Gemm", "MatMul", "Conv");
    private static final int LEVELS = 127;

    private final ModelProto.Builder model;
    private final GraphProto.Builder graph;
    private final Map<String, TensorProto> weights = new HashMap<>();
    private int named;

    private OnnxCompression(byte[] bytes) {
        try {
            this.model = ModelProto.parseFrom(bytes).toBuilder();
        } catch (InvalidProtocolBufferException e) {
            throw OnnxFile.refused("model", e.getMessage(), "an ONNX model");
        }
        this.graph = model.getGraphBuilder();
        graph.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
    }

    /** The weights nearest to 0 become 0: {@code share} of those of every product. */
    public static byte[] pruned(byte[] bytes, double share) {
        OnnxCompression of = new OnnxCompression(bytes);
        for (String name : of.weightsOfProducts()) {
            TensorProto tensor = of.weight(name);
            float[] values = floats(tensor);
            float[] sizes = new float[values.length];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = Math.abs(values[i]);
            }
            Arrays.sort(sizes);
            float least = sizes[Math.min((int) (share * sizes.length), sizes.length - 1)];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]) < least ? 0 : values[i];
            }
            of.replace(
                    tensor.toBuilder().clearFloatData().setRawData(raw(values)).build());
        }
        return of.model.build().toByteArray();
    }

    /** Every dense layer that is smaller for it becomes two, by the {@code share} largest of its singular values. */
    public static byte[] factorised(byte[] bytes, double share) {
        OnnxCompression of = new OnnxCompression(bytes);
        List<NodeProto> nodes = new ArrayList<>(of.graph.getNodeList());
        of.graph.clearNode();
        for (NodeProto node : nodes) {
            TensorProto weight = node.getOpType().equals("Gemm") ? of.weights.get(node.getInput(1)) : null;
            boolean turned = node.getAttributeList().stream()
                    .anyMatch(attribute -> attribute.getName().equals("transB") && attribute.getI() == 1);
            if (weight == null || !turned || !of.factorise(node, weight, share)) {
                of.graph.addNode(node);
            }
        }
        return of.model.build().toByteArray();
    }

    private boolean factorise(NodeProto node, TensorProto weight, double share) {
        int outputs = (int) weight.getDims(0);
        int inputs = (int) weight.getDims(1);
        int rank = Math.max(1, (int) Math.round(share * Math.min(outputs, inputs)));
        if (rank * (outputs + inputs) >= outputs * inputs) {
            return false;
        }
        float[] values = floats(weight);
        RealMatrix matrix = MatrixUtils.createRealMatrix(outputs, inputs);
        for (int i = 0; i < values.length; i++) {
            matrix.setEntry(i / inputs, i % inputs, values[i]);
        }
        SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
        float[] first = new float[rank * inputs];
        float[] second = new float[outputs * rank];
        for (int k = 0; k < rank; k++) {
            double root = Math.sqrt(parts.getSingularValues()[k]);
            for (int in = 0; in < inputs; in++) {
                first[k * inputs + in] = (float) (root * parts.getV().getEntry(in, k));
            }
            for (int out = 0; out < outputs; out++) {
                second[out * rank + k] = (float) (root * parts.getU().getEntry(out, k));
            }
        }
        String inner = add(first, rank, inputs);
        String outer = add(second, outputs, rank);
        String between = "factor_%d".formatted(named++);
        NodeProto.Builder into =
                node.toBuilder().clearInput().addInput(node.getInput(0)).addInput(inner);
        graph.addNode(into.setName(between).clearOutput().addOutput(between));
        NodeProto.Builder from = node.toBuilder().clearInput().addInput(between).addInput(outer);
        if (node.getInputCount() > 2) {
            from.addInput(node.getInput(2));
        }
        graph.addNode(from);
        drop(weight.getName());
        return true;
    }

    /**
     * Weights and inputs of all products in 8 bits, by static quantisation: QuantizeLinear and DequantizeLinear around them.
     *
     * @param ranges largest absolute input of every product, as {@link #inputRanges} found it
     */
    public static byte[] quantised(byte[] bytes, Map<String, Float> ranges) {
        OnnxCompression of = new OnnxCompression(bytes);
        List<NodeProto> nodes = new ArrayList<>(of.graph.getNodeList());
        of.graph.clearNode();
        Map<String, String> rounded = new HashMap<>();
        for (NodeProto node : nodes) {
            TensorProto weight = PRODUCTS.contains(node.getOpType()) && node.getInputCount() > 1
                    ? of.weights.get(node.getInput(1))
                    : null;
            Float range = ranges.get(node.getInputCount() == 0 ? "" : node.getInput(0));
            if (weight == null || range == null || range == 0) {
                of.graph.addNode(node);
                continue;
            }
            String input = rounded.computeIfAbsent(node.getInput(0), name -> of.roundedInput(name, range));
            NodeProto.Builder quantised = node.toBuilder().setInput(0, input).setInput(1, of.roundedWeight(weight));
            of.graph.addNode(quantised);
        }
        return of.model.build().toByteArray();
    }

    private String roundedInput(String name, float range) {
        String scale = add(new float[] {range / LEVELS});
        String zero = addBytes(new byte[] {0}, List.of());
        String small = "rounded_%d".formatted(named++);
        String large = "restored_%d".formatted(named++);
        graph.addNode(node("QuantizeLinear", small, name, scale, zero));
        graph.addNode(node("DequantizeLinear", large, small, scale, zero));
        return large;
    }

    private String roundedWeight(TensorProto weight) {
        String known = "restored_" + weight.getName();
        if (!weights.containsKey(weight.getName() + "_8")) {
            float[] values = floats(weight);
            float largest = 1e-12f;
            for (float value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(values[i] / largest * LEVELS);
            }
            TensorProto small = weight.toBuilder()
                    .setName(weight.getName() + "_8")
                    .setDataType(TensorProto.DataType.INT8_VALUE)
                    .clearFloatData()
                    .setRawData(ByteString.copyFrom(bytes))
                    .build();
            weights.put(small.getName(), small);
            graph.addInitializer(small);
            String scale = add(new float[] {largest / LEVELS});
            String zero = addBytes(new byte[] {0}, List.of());
            graph.addNode(node("DequantizeLinear", known, small.getName(), scale, zero));
            drop(weight.getName());
        }
        return known;
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    /** Largest absolute value that goes into every product, over some samples. */
    public static Map<String, Float> inputRanges(byte[] bytes, List<List<float[]>> samples) {
        OnnxCompression of = new OnnxCompression(bytes);
        Set<String> inputs = new TreeSet<>();
        for (NodeProto node : of.graph.getNodeList()) {
            if (PRODUCTS.contains(node.getOpType()) && of.weights.containsKey(node.getInput(1))) {
                inputs.add(node.getInput(0));
            }
        }
        Set<String> given = new TreeSet<>();
        of.graph.getInputList().forEach(input -> given.add(input.getName()));
        ValueInfoProto like = of.graph.getOutput(0);
        inputs.stream()
                .filter(name -> !given.contains(name))
                .forEach(name -> of.graph.addOutput(ValueInfoProto.newBuilder()
                        .setName(name)
                        .setType(like.getType().toBuilder()
                                .setTensorType(like.getType().getTensorType().toBuilder()
                                        .clearShape()))));
        Map<String, Float> ranges = new LinkedHashMap<>();
        try (OnnxModel model =
                OnnxModel.load("to be calibrated", of.model.build().toByteArray())) {
            for (List<float[]> sample : samples) {
                Map<String, float[]> seen = new LinkedHashMap<>(model.run(1, sample));
                for (String name : inputs) {
                    for (float value : seen.getOrDefault(name, new float[0])) {
                        ranges.merge(name, Math.abs(value), Math::max);
                    }
                }
            }
        }
        return ranges;
    }

    private Set<String> weightsOfProducts() {
        Set<String> names = new TreeSet<>();
        for (NodeProto node : graph.getNodeList()) {
            if (PRODUCTS.contains(node.getOpType()) && weights.containsKey(node.getInput(1))) {
                names.add(node.getInput(1));
            }
        }
        return names;
    }

    private TensorProto weight(String name) {
        return java.util.Objects.requireNonNull(weights.get(name));
    }

    private void replace(TensorProto tensor) {
        drop(tensor.getName());
        graph.addInitializer(tensor);
    }

    private void drop(String name) {
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (graph.getInitializer(i).getName().equals(name)) {
                graph.removeInitializer(i);
                return;
            }
        }
    }

    private String add(float[] values, int... extents) {
        String name = "compressed_%d".formatted(named++);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(raw(values));
        for (int extent : extents) {
            tensor.addDims(extent);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private String addBytes(byte[] values, List<Integer> extents) {
        String name = "compressed_%d".formatted(named++);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT8_VALUE)
                .setRawData(ByteString.copyFrom(values));
        extents.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    private static ByteString raw(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    private static float[] floats(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            float[] values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values;
        }
        float[] values = new float[tensor.getRawData().size() / 4];
        ByteBuffer.wrap(tensor.getRawData().toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
