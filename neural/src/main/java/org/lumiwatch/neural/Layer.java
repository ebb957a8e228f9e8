package org.lumiwatch.neural;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.neural.Parameter.Use;

/** One step of a {@link Network}: what it does to a shape and which parameters it needs, without their values. */
public sealed interface Layer {
    /** All values to {@code outputs} sums; flattens what comes in. */
    record Dense(int outputs) implements Layer {
        @Override
        public Shape after(Shape in) {
            return Shape.vector(outputs);
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            return List.of(
                    new Parameter("weight", List.of(outputs, in.size()), Use.TRAINED),
                    new Parameter("bias", List.of(outputs), Use.TRAINED));
        }
    }

    /** {@code filters} square kernels of {@code size}; at {@link Edges#KEPT} the map is padded with zeros to keep its extent. */
    record Convolution(int filters, int size, int stride, Edges edges) implements Layer {
        public Convolution {
            if (edges == Edges.KEPT && size % 2 == 0) {
                throw new IllegalArgumentException(
                        "convolution of %d×%d (expected: odd, to keep the edges)".formatted(size, size));
            }
        }

        /** Zeros added at each side. */
        public int padding() {
            return edges == Edges.KEPT ? size / 2 : 0;
        }

        @Override
        public Shape after(Shape in) {
            return new Shape(filters, extent(in.rows()), extent(in.columns()));
        }

        private int extent(int of) {
            return Math.floorDiv(of + 2 * padding() - size, stride) + 1;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            return List.of(
                    new Parameter("weight", List.of(filters, in.channels(), size, size), Use.TRAINED),
                    new Parameter("bias", List.of(filters), Use.TRAINED));
        }
    }

    /** What a convolution does where its kernel leaves the map. */
    enum Edges {
        KEPT,
        LOST
    }

    /** Every channel to mean 0 and width 1 of the batch, in training; of all batches seen, in scoring. */
    record BatchNormalisation() implements Layer {
        public static final double EPSILON = 1e-5;

        @Override
        public Shape after(Shape in) {
            return in;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            List<Integer> shape = List.of(in.channels());
            return List.of(
                    new Parameter("scale", shape, Use.TRAINED),
                    new Parameter("shift", shape, Use.TRAINED),
                    new Parameter("mean", shape, Use.OBSERVED),
                    new Parameter("variance", shape, Use.OBSERVED));
        }
    }

    /** The largest of every {@code size}×{@code size}; a remainder at the far edges is dropped. */
    record MaxPooling(int size) implements Layer {
        @Override
        public Shape after(Shape in) {
            return new Shape(in.channels(), in.rows() / size, in.columns() / size);
        }
    }

    /** Forgets a share of the values, in training only. */
    record Dropout(double share) implements Layer {
        @Override
        public Shape after(Shape in) {
            return in;
        }
    }

    /** Every value becomes {@code factor}×{@code factor}; what goes beyond the extent wanted is cut off. */
    record Enlarge(int factor, int rows, int columns) implements Layer {
        @Override
        public Shape after(Shape in) {
            if (in.rows() * factor < rows || in.columns() * factor < columns) {
                throw new IllegalArgumentException(
                        "enlarge %s by %d (expected: at least %d×%d)".formatted(in, factor, rows, columns));
            }
            return new Shape(in.channels(), rows, columns);
        }
    }

    /** Adds what the inner layers make of the input to the input; their shapes agree. */
    record Residual(List<Layer> inner) implements Layer {
        public Residual {
            inner = List.copyOf(inner);
        }

        @Override
        public Shape after(Shape in) {
            Shape out = in;
            for (Layer layer : inner) {
                out = layer.after(out);
            }
            if (!out.equals(in)) {
                throw new IllegalArgumentException("residual: %s of %s (expected: the same)".formatted(out, in));
            }
            return in;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            List<Parameter> all = new ArrayList<>();
            Shape shape = in;
            for (Layer layer : inner) {
                all.addAll(layer.parameters(shape));
                shape = layer.after(shape);
            }
            return all;
        }
    }

    /** The same numbers in another order of extents. */
    record Reshape(Shape shape) implements Layer {
        @Override
        public Shape after(Shape in) {
            if (in.size() != shape.size()) {
                throw new IllegalArgumentException("reshape %s to %s (expected: as many)".formatted(in, shape));
            }
            return shape;
        }
    }

    /**
     * A vector as a map: its first values fill the first channels, and each value left over fills a channel of its own.
     *
     * @param mapped channels that have a value for every cell
     */
    record Spread(int mapped, Shape shape) implements Layer {
        @Override
        public Shape after(Shape in) {
            int plane = shape.rows() * shape.columns();
            if (in.size() != mapped * plane + shape.channels() - mapped) {
                throw new IllegalArgumentException(
                        "spread %s over %s, of which %d channels are mapped (expected: %d values)"
                                .formatted(in, shape, mapped, mapped * plane + shape.channels() - mapped));
            }
            return shape;
        }
    }

    /** (value − offset) · factor, each of its own: how the mean and width of training data are taken out. */
    record Standardise() implements Layer {
        @Override
        public Shape after(Shape in) {
            return in;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            return List.of(
                    new Parameter("offset", List.of(in.size()), Use.FIXED),
                    new Parameter("factor", List.of(in.size()), Use.FIXED));
        }
    }

    /** Adds a fixed number to each value: the logarithm of the usual shares, before they become shares again. */
    record Offset() implements Layer {
        @Override
        public Shape after(Shape in) {
            return in;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            return List.of(new Parameter("offset", List.of(in.size()), Use.FIXED));
        }
    }

    /**
     * How far every cell lies from its usual share of what its block counts, in root counts. Where flags follow the counts, hidden cells are
     * not counted and give 0; flags and conditions stay as they are. One cell that counts absurdly much does not make all others look
     * dead: of each no more than is likely is counted for the scale, and no pull goes beyond {@value #FARTHEST}.
     *
     * @param blocks cells of each element
     */
    record Pulls(List<Integer> blocks, Flags flags) implements Layer {
        public static final double LIKELY_FACTOR = 4;
        public static final double LIKELY_COUNTS = 20;
        public static final double FARTHEST = 100;

        public Pulls {
            blocks = List.copyOf(blocks);
        }

        public int cells() {
            return blocks.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public Shape after(Shape in) {
            return in;
        }

        @Override
        public List<Parameter> parameters(Shape in) {
            return List.of(new Parameter("template", List.of(cells()), Use.FIXED));
        }
    }

    /** Whether an input tells which cells may be seen. */
    enum Flags {
        NONE,
        AFTER_COUNTS
    }

    /** Layers without settings. */
    enum Plain implements Layer {
        RELU,
        /** max(value, 0) + ln(1 + e^−|value|). */
        SOFTPLUS,
        /** ln(1 + value) of counts. */
        LOGARITHM;

        @Override
        public Shape after(Shape in) {
            return in;
        }
    }

    /** What comes out when {@code in} goes in; refuses what it cannot take. */
    Shape after(Shape in);

    /** What it needs to work on {@code in}, in a fixed order. */
    default List<Parameter> parameters(Shape in) {
        return List.of();
    }
}
