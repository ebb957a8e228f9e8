package org.lumiwatch.neural.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A graph in the making: every method adds something and returns the name of the value that it gives. Mutable. */
final class OnnxGraph {
    static final int OPERATORS = 17;
    static final int FORMAT = 8;

    private final GraphProto.Builder graph;
    private int named;

    OnnxGraph(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** Floats, n of them times {@code extents}. */
    String input(String name, int... extents) {
        graph.addInput(value(name, extents));
        return name;
    }

    void output(String name, String value, int... extents) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(value(name, extents));
    }

    private static ValueInfoProto value(String name, int... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"));
        for (int extent : extents) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    String constant(String name, float[] values, List<Integer> extents) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, extents);
    }

    String bytes(String name, byte[] values, List<Integer> extents) {
        return constant(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), extents);
    }

    String scalar(double value) {
        return constant("scalar", new float[] {(float) value}, List.of());
    }

    String integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant("extents", TensorProto.DataType.INT64, bytes, List.of(values.length));
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, List<Integer> extents) {
        String unique = unique(name);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(unique)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
        extents.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return unique;
    }

    /** A node of one output. */
    String node(String operator, List<String> inputs, Map<String, Object> attributes) {
        String output = unique(operator.toLowerCase(java.util.Locale.ROOT));
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output);
        attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return output;
    }

    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs), Map.of());
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        switch (value) {
            case Integer one ->
                attribute.setType(AttributeProto.AttributeType.INT).setI(one);
            case Float one ->
                attribute.setType(AttributeProto.AttributeType.FLOAT).setF(one);
            case String one ->
                attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(one));
            case long[] many -> {
                attribute.setType(AttributeProto.AttributeType.INTS);
                Arrays.stream(many).forEach(attribute::addInts);
            }
            default -> throw new IllegalArgumentException("attribute %s: %s".formatted(name, value.getClass()));
        }
        return attribute.build();
    }

    private String unique(String name) {
        return "%s_%d".formatted(name, named++);
    }

    byte[] model(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("Lumiwatch")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }
}
