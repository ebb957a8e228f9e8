package org.lumiwatch.neural.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumiwatch.neural.Layer;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Weights;

/**
 * Writes a fleet of dense autoencoders as one graph: counts of n lumisections × networks × bins in, reconstructions of as many and n ×
 * networks mean squared errors out.
 */
public final class FleetWriter {
    private FleetWriter() {}

    /** @param fleet weights of each network, in the order of the elements they are of */
    public static byte[] write(Network network, List<Weights> fleet, Map<String, String> metadata) {
        int bins = network.input().size();
        int networks = fleet.size();
        OnnxGraph graph = new OnnxGraph("fleet of " + network.name());
        String counts = graph.input(OnnxModel.COUNTS, networks, bins);
        // products are batched over networks, so they come first
        String input = graph.node("Transpose", List.of(counts), Map.of("perm", new long[] {1, 0, 2}));
        String offset = constant(graph, fleet, 0, 1, bins);
        String factor = constant(graph, fleet, 1, 1, bins);
        String prepared = graph.node("Mul", graph.node("Sub", input, offset), factor);
        String value = prepared;
        int width = bins;
        int parameter = 2;
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Dense(int outputs)) {
                String weight = across(graph, fleet, parameter, width, outputs);
                String bias = constant(graph, fleet, parameter + 1, 1, outputs);
                value = graph.node("Add", graph.node("MatMul", value, weight), bias);
                width = outputs;
                parameter += 2;
            } else {
                value = graph.node("Relu", value);
            }
        }
        String difference = graph.node("Sub", value, prepared);
        String mse = graph.node(
                "ReduceMean",
                List.of(graph.node("Mul", difference, difference)),
                Map.of("axes", new long[] {2}, "keepdims", 0));
        String reconstructed = graph.node("Add", graph.node("Div", value, factor), offset);
        graph.output(
                OnnxModel.RECONSTRUCTION,
                graph.node("Transpose", List.of(reconstructed), Map.of("perm", new long[] {1, 0, 2})),
                networks,
                bins);
        graph.output(OnnxModel.MSE, graph.node("Transpose", List.of(mse), Map.of("perm", new long[] {1, 0})), networks);
        return graph.model(metadata);
    }

    private static String constant(OnnxGraph graph, List<Weights> fleet, int parameter, int rows, int columns) {
        float[] all = new float[fleet.size() * rows * columns];
        int at = 0;
        for (Weights weights : fleet) {
            float[] values = weights.of(parameter);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return graph.constant("fleet", all, List.of(fleet.size(), rows, columns));
    }

    /** Weights with inputs along rows. */
    private static String across(OnnxGraph graph, List<Weights> fleet, int parameter, int inputs, int outputs) {
        List<float[]> turned = new ArrayList<>();
        for (Weights weights : fleet) {
            float[] values = weights.of(parameter);
            float[] of = new float[values.length];
            for (int in = 0; in < inputs; in++) {
                for (int out = 0; out < outputs; out++) {
                    of[in * outputs + out] = values[out * inputs + in];
                }
            }
            turned.add(of);
        }
        float[] all = new float[fleet.size() * inputs * outputs];
        for (int i = 0; i < turned.size(); i++) {
            System.arraycopy(turned.get(i), 0, all, i * inputs * outputs, inputs * outputs);
        }
        return graph.constant("fleet", all, List.of(fleet.size(), inputs, outputs));
    }
}
