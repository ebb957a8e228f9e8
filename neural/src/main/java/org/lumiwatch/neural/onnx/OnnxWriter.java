package org.lumiwatch.neural.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.Layer;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Parameter;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Weights;

/**
 * Writes a trained network as one ONNX graph, from raw counts to what its head promises: any ONNX Runtime scores what Lumiwatch
 * scores. Inputs and outputs are {@link OnnxModel}'s.
 */
public final class OnnxWriter {
    private final Network network;
    private final List<Parameter> parameters;
    private final Weights weights;
    private final OnnxGraph graph;
    private int next;
    /** The narrowest value so far, which is the bottleneck when all layers are through. */
    private String narrowest = "";

    private int narrowestSize = Integer.MAX_VALUE;

    private OnnxWriter(Network network, Weights weights) {
        this.network = network;
        this.parameters = network.parameters();
        this.weights = weights;
        this.graph = new OnnxGraph(network.name());
    }

    /** @param metadata kept in the file, such as the element and its bins */
    public static byte[] write(Network network, Weights weights, Map<String, String> metadata) {
        OnnxWriter writer = new OnnxWriter(network, weights);
        writer.draw();
        return writer.graph.model(metadata);
    }

    private void draw() {
        String input = input();
        String prepared = through(network.preparation(), network.input(), input);
        narrowestSize = Integer.MAX_VALUE;
        String out = through(network.layers(), network.prepared(), prepared);
        switch (network.head()) {
            case Head.Classes classes ->
                graph.output(
                        OnnxModel.PROBABILITIES,
                        graph.node("Softmax", List.of(out), Map.of("axis", 1)),
                        classes.names().size());
            case Head.CellClasses classes -> {
                Shape shape = network.output();
                graph.output(
                        OnnxModel.PROBABILITIES,
                        graph.node("Softmax", List.of(out), Map.of("axis", 1)),
                        shape.channels(),
                        shape.rows(),
                        shape.columns());
            }
            case Head.Reconstruction none -> reconstruction(prepared, out);
            case Head.Expectation expectation -> {
                graph.output(OnnxModel.SHARES, shares(expectation, out), expectation.cells());
                features();
            }
            case Head.Values(int count) -> graph.output(OnnxModel.VALUES, out, count);
        }
    }

    private String input() {
        if (network.head() instanceof Head.Expectation expectation) {
            List<String> parts = new ArrayList<>(List.of(
                    graph.input(OnnxModel.COUNTS, expectation.cells()),
                    graph.input(OnnxModel.VISIBLE, expectation.cells())));
            if (expectation.conditions() > 0) {
                parts.add(graph.input(OnnxModel.CONDITIONS, expectation.conditions()));
            }
            return graph.node("Concat", parts, Map.of("axis", 1));
        }
        return graph.input(OnnxModel.COUNTS, network.input().size());
    }

    /** In counts, and the mean squared difference of what was prepared. */
    private void reconstruction(String prepared, String out) {
        int size = network.prepared().size();
        String flat = flat(out, size);
        String difference = graph.node("Sub", flat, flat(prepared, size));
        String mse = graph.node(
                "ReduceMean",
                List.of(graph.node("Mul", difference, difference)),
                Map.of("axes", new long[] {1}, "keepdims", 0));
        String counts = flat;
        if (network.preparation().equals(List.of(new Layer.Standardise()))) {
            String factor = graph.constant("factor", weights.of(1), List.of(size));
            String offset = graph.constant("offset", weights.of(0), List.of(size));
            counts = graph.node("Add", graph.node("Div", flat, factor), offset);
        }
        graph.output(OnnxModel.RECONSTRUCTION, counts, size);
        graph.output(OnnxModel.MSE, mse);
        features();
    }

    private void features() {
        graph.output(OnnxModel.FEATURES, flat(narrowest, narrowestSize), narrowestSize);
    }

    private String shares(Head.Expectation head, String out) {
        List<String> blocks = new ArrayList<>();
        int from = 0;
        for (int cells : head.blocks()) {
            String block = slice(out, 1, from, from + cells);
            blocks.add(graph.node("Softmax", List.of(block), Map.of("axis", 1)));
            from += cells;
        }
        return graph.node("Concat", blocks, Map.of("axis", 1));
    }

    private String through(List<Layer> layers, Shape in, String value) {
        Shape shape = in;
        String result = value;
        for (Layer layer : layers) {
            result = apply(layer, shape, result);
            shape = layer.after(shape);
            if (shape.size() < narrowestSize) {
                narrowestSize = shape.size();
                narrowest = result;
            } else if (shape.size() == narrowestSize && layer instanceof Layer.Plain) {
                narrowest = result;
            }
        }
        return result;
    }

    private String take() {
        Parameter parameter = parameters.get(next);
        return graph.constant(parameter.name(), weights.of(next++), parameter.shape());
    }

    private String flat(String value, int size) {
        return graph.node("Reshape", value, graph.integers(-1, size));
    }

    private String as(String value, Shape shape) {
        return shape.rows() * shape.columns() == 1
                ? flat(value, shape.size())
                : graph.node("Reshape", value, graph.integers(-1, shape.channels(), shape.rows(), shape.columns()));
    }

    private String slice(String value, int axis, int from, int to) {
        return graph.node("Slice", value, graph.integers(from), graph.integers(to), graph.integers(axis));
    }

    private String apply(Layer layer, Shape in, String x) {
        return switch (layer) {
            case Layer.Dense dense ->
                graph.node("Gemm", List.of(flat(x, in.size()), take(), take()), Map.of("transB", 1));
            case Layer.Convolution c ->
                graph.node(
                        "Conv",
                        List.of(as(x, in), take(), take()),
                        Map.of(
                                "strides",
                                new long[] {c.stride(), c.stride()},
                                "kernel_shape",
                                new long[] {c.size(), c.size()},
                                "pads",
                                new long[] {c.padding(), c.padding(), c.padding(), c.padding()}));
            case Layer.BatchNormalisation none ->
                graph.node(
                        "BatchNormalization",
                        List.of(as(x, in), take(), take(), take(), take()),
                        Map.of("epsilon", (float) Layer.BatchNormalisation.EPSILON));
            case Layer.MaxPooling(int size) ->
                graph.node(
                        "MaxPool",
                        List.of(as(x, in)),
                        Map.of("kernel_shape", new long[] {size, size}, "strides", new long[] {size, size}));
            case Layer.Dropout none -> x;
            case Layer.Enlarge enlarge -> enlarged(enlarge, in, x);
            case Layer.Residual(List<Layer> inner) -> graph.node("Add", x, through(inner, in, x));
            case Layer.Reshape(Shape shape) -> as(x, shape);
            case Layer.Spread spread -> spread(spread, in, flat(x, in.size()));
            case Layer.Standardise none ->
                as(graph.node("Mul", graph.node("Sub", flat(x, in.size()), take()), take()), in);
            case Layer.Offset none -> graph.node("Add", flat(x, in.size()), take());
            case Layer.Pulls pulls -> as(pulls(pulls, in, flat(x, in.size())), in);
            case Layer.Plain.RELU -> graph.node("Relu", x);
            case Layer.Plain.SOFTPLUS -> graph.node("Softplus", x);
            case Layer.Plain.LOGARITHM -> graph.node("Log", graph.node("Add", x, graph.scalar(1)));
        };
    }

    private String spread(Layer.Spread layer, Shape in, String x) {
        Shape shape = layer.shape();
        int plane = shape.rows() * shape.columns();
        int left = shape.channels() - layer.mapped();
        String mapped =
                as(slice(x, 1, 0, layer.mapped() * plane), new Shape(layer.mapped(), shape.rows(), shape.columns()));
        if (left == 0) {
            return mapped;
        }
        String each = graph.node("Reshape", slice(x, 1, in.size() - left, in.size()), graph.integers(-1, left, 1, 1));
        String plain = graph.node("Expand", each, graph.integers(1, left, shape.rows(), shape.columns()));
        return graph.node("Concat", List.of(mapped, plain), Map.of("axis", 1));
    }

    private String enlarged(Layer.Enlarge layer, Shape in, String x) {
        String none = graph.constant("none", new float[0], List.of(0));
        String factors = graph.constant("factors", new float[] {1, 1, layer.factor(), layer.factor()}, List.of(4));
        String large = graph.node(
                "Resize",
                List.of(as(x, in), none, factors),
                Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor"));
        return slice(slice(large, 2, 0, layer.rows()), 3, 0, layer.columns());
    }

    private String pulls(Layer.Pulls layer, Shape in, String x) {
        float[] template = weights.of(next++);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int cells : layer.blocks()) {
            float[] part = java.util.Arrays.copyOfRange(template, from, from + cells);
            String usual = graph.constant("template", part, List.of(1, cells));
            String counts = slice(x, 1, from, from + cells);
            if (layer.flags() == Layer.Flags.AFTER_COUNTS) {
                String flags = slice(x, 1, layer.cells() + from, layer.cells() + from + cells);
                counts = graph.node("Mul", counts, flags);
                usual = graph.node("Mul", flags, usual);
            }
            String many = graph.node(
                    "Add",
                    graph.node("Mul", usual, graph.scalar(Layer.Pulls.LIKELY_FACTOR)),
                    graph.scalar(Layer.Pulls.LIKELY_COUNTS));
            String likely = graph.node("Min", counts, many);
            String scale = graph.node("Div", sum(likely), graph.node("Max", sum(usual), graph.scalar(1e-9)));
            String expected = graph.node("Mul", usual, scale);
            String root = graph.node("Sqrt", graph.node("Add", expected, graph.scalar(1)));
            String pull = graph.node("Div", graph.node("Sub", counts, expected), root);
            parts.add(
                    graph.node("Clip", pull, graph.scalar(-Layer.Pulls.FARTHEST), graph.scalar(Layer.Pulls.FARTHEST)));
            from += cells;
        }
        if (in.size() > layer.cells()) {
            parts.add(slice(x, 1, layer.cells(), in.size()));
        }
        return graph.node("Concat", parts, Map.of("axis", 1));
    }

    private String sum(String value) {
        return graph.node("ReduceSum", List.of(value, graph.integers(1)), Map.of("keepdims", 1));
    }
}
