package org.lumiwatch.neural;

import java.util.Arrays;
import java.util.List;

/** Values of a network's {@link Network#parameters()}, in their order. Immutable; arrays are copied in and out. */
public final class Weights {
    private final List<float[]> values;

    public Weights(List<float[]> values) {
        this.values = values.stream().map(float[]::clone).toList();
    }

    public int count() {
        return values.size();
    }

    /** A copy of the values of a parameter. */
    public float[] of(int parameter) {
        return values.get(parameter).clone();
    }

    /** The same with other values of one parameter. */
    public Weights with(int parameter, float[] replaced) {
        if (replaced.length != values.get(parameter).length) {
            throw new IllegalArgumentException("parameter %d: %d values (expected: %d)"
                    .formatted(parameter, replaced.length, values.get(parameter).length));
        }
        List<float[]> all = new java.util.ArrayList<>(values);
        all.set(parameter, replaced);
        return new Weights(all);
    }

    /** The same with the fixed parameter of that name set, of which {@code network} has one. */
    public Weights with(Network network, String fixed, float[] replaced) {
        List<Parameter> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).use() == Parameter.Use.FIXED
                    && parameters.get(i).name().equals(fixed)) {
                return with(i, replaced);
            }
        }
        throw new IllegalArgumentException("%s: no fixed parameter %s".formatted(network.name(), fixed));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights that
                && values.size() == that.values.size()
                && java.util.stream.IntStream.range(0, values.size())
                        .allMatch(i -> Arrays.equals(values.get(i), that.values.get(i)));
    }

    @Override
    public int hashCode() {
        return values.stream().mapToInt(Arrays::hashCode).sum();
    }
}
