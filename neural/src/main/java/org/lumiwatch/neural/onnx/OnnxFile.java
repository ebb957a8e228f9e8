package org.lumiwatch.neural.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumiwatch.InvalidDataException;

/**
 * A model file that was read and found sound, before native code has seen a byte of it. Immutable.
 *
 * @param inputs values a sample, by name, in order; −1 where the file does not tell
 * @param outputs the same
 * @param metadata what the file says of itself
 */
record OnnxFile(Map<String, Integer> inputs, Map<String, Integer> outputs, Map<String, String> metadata) {
    private static final int LATEST_FORMAT = 11;
    private static final int LATEST_OPERATORS = 22;
    private static final int EARLIEST_OPERATORS = 7;

    OnnxFile {
        inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        metadata = Map.copyOf(metadata);
    }

    /** @param name of the file, for what is said when it is refused */
    static OnnxFile check(String name, byte[] bytes) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw refused(name, "not a whole ONNX file: " + e.getMessage(), "an ONNX model; copy it again");
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw refused(name, "no graph", "an ONNX model with a graph");
        }
        if (model.getIrVersion() < 3 || model.getIrVersion() > LATEST_FORMAT) {
            throw refused(name, "format " + model.getIrVersion(), "3 to %d; export it anew".formatted(LATEST_FORMAT));
        }
        model.getOpsetImportList().forEach(set -> {
            boolean standard = set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx");
            if (!standard && !set.getDomain().equals("ai.onnx.ml")) {
                throw refused(name, "operators of " + set.getDomain(), "those of ONNX itself");
            }
            if (standard && (set.getVersion() < EARLIEST_OPERATORS || set.getVersion() > LATEST_OPERATORS)) {
                throw refused(
                        name,
                        "operators of version " + set.getVersion(),
                        "%d to %d; export it anew".formatted(EARLIEST_OPERATORS, LATEST_OPERATORS));
            }
        });
        Set<String> known = new HashSet<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            check(name, tensor);
            known.add(tensor.getName());
        }
        Map<String, Integer> inputs = new LinkedHashMap<>();
        for (ValueInfoProto input : model.getGraph().getInputList()) {
            if (known.add(input.getName())) {
                inputs.put(input.getName(), size(name, input));
            }
        }
        checkNodes(name, model.getGraph().getNodeList(), known);
        Map<String, Integer> outputs = new LinkedHashMap<>();
        for (ValueInfoProto output : model.getGraph().getOutputList()) {
            if (!known.contains(output.getName())) {
                throw refused(name, "output %s comes from nowhere".formatted(output.getName()), "a node that gives it");
            }
            outputs.put(output.getName(), size(name, output));
        }
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw refused(name, "%d inputs, %d outputs".formatted(inputs.size(), outputs.size()), "some of both");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return new OnnxFile(inputs, outputs, metadata);
    }

    private static void checkNodes(String name, List<NodeProto> nodes, Set<String> known) {
        for (NodeProto node : nodes) {
            for (String input : node.getInputList()) {
                if (!input.isEmpty() && !known.contains(input)) {
                    throw refused(
                            name,
                            "%s takes %s, which nothing gives before".formatted(node.getOpType(), input),
                            "nodes in order");
                }
            }
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasG() || attribute.getGraphsCount() > 0) {
                    throw refused(name, node.getOpType() + " holds a graph of its own", "no loops or branches");
                }
                if (attribute.hasT()) {
                    check(name, attribute.getT());
                }
            }
            known.addAll(node.getOutputList());
        }
    }

    private static void check(String name, TensorProto tensor) {
        if (tensor.getExternalDataCount() > 0 || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw refused(name, "%s lies in another file".formatted(tensor.getName()), "all in one file");
        }
        long wanted = 1;
        for (long extent : tensor.getDimsList()) {
            if (extent < 0 || extent > Integer.MAX_VALUE) {
                throw refused(name, "%s has an extent of %d".formatted(tensor.getName(), extent), "0 or more");
            }
            wanted = Math.multiplyExact(wanted, Math.max(extent, 0));
        }
        boolean raw = !tensor.getRawData().isEmpty();
        int bytes = bytes(tensor.getDataType());
        if (raw && bytes > 0 && tensor.getRawData().size() != wanted * bytes) {
            throw refused(
                    name,
                    "%s has %d bytes"
                            .formatted(tensor.getName(), tensor.getRawData().size()),
                    "%d, by its extents".formatted(wanted * bytes));
        }
        if (tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
            return;
        }
        if (!raw && tensor.getFloatDataCount() != wanted) {
            throw refused(
                    name,
                    "%s has %d numbers".formatted(tensor.getName(), tensor.getFloatDataCount()),
                    "%d, by its extents".formatted(wanted));
        }
        FloatBuffer values = raw
                ? ByteBuffer.wrap(tensor.getRawData().toByteArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                : FloatBuffer.wrap(toArray(tensor.getFloatDataList()));
        while (values.hasRemaining()) {
            float value = values.get();
            if (!Float.isFinite(value)) {
                throw refused(
                        name,
                        "%s holds %s at %d".formatted(tensor.getName(), value, values.position() - 1),
                        "finite numbers; train it again");
            }
        }
    }

    /** Of one value; 0 where unknown. */
    private static int bytes(int type) {
        return switch (type) {
            case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE -> 4;
            case TensorProto.DataType.INT64_VALUE, TensorProto.DataType.DOUBLE_VALUE -> 8;
            case TensorProto.DataType.INT8_VALUE, TensorProto.DataType.UINT8_VALUE, TensorProto.DataType.BOOL_VALUE ->
                1;
            default -> 0;
        };
    }

    private static float[] toArray(List<Float> list) {
        float[] array = new float[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    private static int size(String name, ValueInfoProto value) {
        if (!value.getType().hasTensorType()) {
            throw refused(name, "%s is no tensor".formatted(value.getName()), "tensors");
        }
        List<TensorShapeProto.Dimension> extents =
                value.getType().getTensorType().getShape().getDimList();
        long size = 1;
        for (TensorShapeProto.Dimension extent : extents.subList(Math.min(1, extents.size()), extents.size())) {
            if (!extent.hasDimValue()) {
                return -1;
            }
            if (extent.getDimValue() < 1 || extent.getDimValue() > Integer.MAX_VALUE) {
                throw refused(
                        name, "%s has an extent of %d".formatted(value.getName(), extent.getDimValue()), "1 or more");
            }
            size = Math.multiplyExact(size, extent.getDimValue());
        }
        return Math.toIntExact(size);
    }

    static InvalidDataException refused(String name, String got, String expected) {
        return new InvalidDataException("%s: %s (expected: %s)".formatted(name, got, expected));
    }
}
