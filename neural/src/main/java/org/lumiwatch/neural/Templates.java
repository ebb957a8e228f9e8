package org.lumiwatch.neural;

import org.jspecify.annotations.Nullable;

/** What a network takes from its training data before it is trained: usual shares, means and widths. */
public final class Templates {
    /** Lumisections that are enough to tell. */
    private static final int ENOUGH = 2000;

    private Templates() {}

    /** {@code weights} with all fixed parameters of {@code network} as {@code healthy} shows them; other inputs than counts stay as they are. */
    public static Weights into(Network network, Weights weights, Contents healthy) {
        int cells = cells(network);
        float[] template = template(healthy, cells);
        Weights filled = weights;
        boolean pulled = false;
        for (Layer layer : network.preparation()) {
            switch (layer) {
                case Layer.Pulls pulls -> {
                    filled = filled.with(network, "template", template);
                    pulled = true;
                }
                case Layer.Standardise none ->
                    filled = standardisation(healthy, cells, pulled ? template : null)
                            .into(network, filled);
                default -> {}
            }
        }
        if (network.layers().contains(new Layer.Offset())) {
            float[] logarithms = new float[cells];
            for (int i = 0; i < cells; i++) {
                logarithms[i] = (float) Math.log(template[i] + 1e-3);
            }
            filled = filled.with(network, "offset", logarithms);
        }
        return filled;
    }

    private static int cells(Network network) {
        return network.head() instanceof Head.Expectation expectation
                ? expectation.cells()
                : network.input().size();
    }

    private static float[] template(Contents healthy, int cells) {
        double[] sums = new double[cells];
        float[] counts = new float[cells];
        int every = Math.max(1, healthy.size() / ENOUGH);
        int seen = 0;
        for (int i = 0; i < healthy.size(); i += every) {
            healthy.write(i, counts, 0);
            for (int cell = 0; cell < cells; cell++) {
                sums[cell] += counts[cell];
            }
            seen++;
        }
        float[] template = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            template[cell] = (float) (sums[cell] / seen);
        }
        return template;
    }

    private static Standardisation standardisation(Contents healthy, int cells, float @Nullable [] template) {
        Standardisation all = new Standardisation(cells);
        float[] counts = new float[cells];
        int every = Math.max(1, healthy.size() / ENOUGH);
        for (int i = 0; i < healthy.size(); i += every) {
            healthy.write(i, counts, 0);
            if (template != null) {
                pull(counts, template);
            }
            all.add(counts, 0);
        }
        return all;
    }

    /** As {@link Layer.Pulls}, of one block. */
    private static void pull(float[] counts, float[] template) {
        double seen = 0;
        double usual = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += Math.min(counts[i], Layer.Pulls.LIKELY_FACTOR * template[i] + Layer.Pulls.LIKELY_COUNTS);
            usual += template[i];
        }
        double scale = seen / Math.max(usual, 1e-9);
        for (int i = 0; i < counts.length; i++) {
            double expected = template[i] * scale;
            counts[i] = (float) ((counts[i] - expected) / Math.sqrt(expected + 1));
        }
    }
}
