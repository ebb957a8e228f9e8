package org.lumiwatch.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network, as short as it can be told: what goes in, what is done to it, what comes out.
 *
 * @param name such as {@code dense-autoencoder-51-10-2}
 * @param input raw counts of one sample, and what {@link Head.Expectation} adds to them
 * @param preparation layers that are not trained
 * @param layers layers that are
 */
public record Network(String name, Shape input, List<Layer> preparation, List<Layer> layers, Head head) {
    public Network {
        preparation = List.copyOf(preparation);
        layers = List.copyOf(layers);
        Shape prepared = after(input, preparation);
        Shape output = after(prepared, layers);
        Shape wanted = switch (head) {
            case Head.Classes classes -> Shape.vector(classes.names().size());
            case Head.CellClasses classes -> new Shape(classes.names().size(), output.rows(), output.columns());
            case Head.Reconstruction none -> prepared;
            case Head.Expectation expectation -> Shape.vector(expectation.cells());
            case Head.Values values -> Shape.vector(values.count());
        };
        if (output.size() != wanted.size()) {
            throw new IllegalArgumentException(
                    "network %s: gives %s (expected: %s); change its last layer".formatted(name, output, wanted));
        }
    }

    private static Shape after(Shape in, List<Layer> layers) {
        Shape shape = in;
        for (Layer layer : layers) {
            shape = layer.after(shape);
        }
        return shape;
    }

    public Shape prepared() {
        return after(input, preparation);
    }

    public Shape output() {
        return after(prepared(), layers);
    }

    /** Of all layers, in order. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        Shape shape = input;
        for (List<Layer> part : List.of(preparation, layers)) {
            for (Layer layer : part) {
                all.addAll(layer.parameters(shape));
                shape = layer.after(shape);
            }
        }
        return all;
    }

    /** Numbers that training sets. */
    public int trainedSize() {
        return parameters().stream()
                .filter(parameter -> parameter.use() == Parameter.Use.TRAINED)
                .mapToInt(Parameter::size)
                .sum();
    }

    /** What it weighs before training: uniform within √(6/(in + out)), after Glorot & Bengio; what is fixed does nothing. */
    public Weights initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> values = new ArrayList<>();
        for (Parameter parameter : parameters()) {
            float[] of = new float[parameter.size()];
            switch (parameter.name()) {
                case "weight" -> {
                    int outputs = parameter.shape().getFirst();
                    int field = parameter.shape().stream().skip(2).reduce(1, Math::multiplyExact);
                    double reach = Math.sqrt(
                            6.0 / (field * (double) (outputs + parameter.shape().get(1))));
                    for (int i = 0; i < of.length; i++) {
                        of[i] = (float) random.nextDouble(-reach, reach);
                    }
                }
                case "scale", "variance", "factor" -> java.util.Arrays.fill(of, 1);
                default -> {}
            }
            values.add(of);
        }
        return new Weights(values);
    }
}
