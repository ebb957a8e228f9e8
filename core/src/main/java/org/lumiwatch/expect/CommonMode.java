package org.lumiwatch.expect;

import java.util.Arrays;

/** What the cells of a binomial map share: a factor on the {@link Strength} of each, which pileup moves. */
final class CommonMode {
    /** Fewer cells cannot tell what they share from what one of them lost. */
    private static final int NEEDED = 30;
    /** Cells that the median of a map is taken of. */
    private static final int MEDIAN_CELLS = 1500;
    /** Probability above which a cell tells next to nothing. */
    private static final double SATURATED = 0.98;
    /** ln(1 − p) of cells that the median is taken of: at least. */
    private static final double LARGEST_LOG = -3;

    private static final double LEAST = 0.02;
    private static final double MOST = 50;

    private CommonMode() {}

    /**
     * The factor, by clipped Newton steps; 1 where too few cells tell.
     *
     * @param probability expected of each cell, were the factor 1
     * @param variance relative, of the strength of each cell
     * @param used cells that may tell
     */
    static double of(double[] counts, double[] probability, double[] variance, boolean[] used, double events) {
        double[] logs = new double[counts.length];
        int telling = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            boolean tells = used[cell] && probability[cell] > 0 && probability[cell] <= SATURATED;
            logs[cell] = tells ? Math.log(1 - probability[cell]) : 0;
            telling += tells ? 1 : 0;
        }
        if (telling < NEEDED) {
            return 1;
        }
        double scale = median(counts, logs, events);
        double step = 1;
        for (int pass = 0; pass < 8 && Math.abs(step) > 1e-6; pass++) {
            double score = 0;
            double information = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                if (logs[cell] == 0) {
                    continue;
                }
                double missed = Math.exp(scale * logs[cell]);
                double expected = 1 - missed;
                double slope = -logs[cell] * missed;
                double doubt = variance[cell] * scale * scale * slope * slope;
                double whole = expected * missed / events + doubt;
                double sigma = Math.sqrt(whole);
                double residual = Math.clamp(counts[cell] / events - expected, -2 * sigma, 2 * sigma);
                score += slope * residual / whole;
                information += slope * slope / whole;
            }
            if (information <= 0) {
                return 1;
            }
            step = score / information;
            scale = Math.clamp(scale + step, LEAST, MOST);
        }
        return scale;
    }

    /** Where half of the telling cells lie above: right enough to start from, whatever a part of the map does. */
    private static double median(double[] counts, double[] logs, double events) {
        double[] scales = new double[MEDIAN_CELLS];
        int found = 0;
        int step = Math.max(1, counts.length / MEDIAN_CELLS);
        for (int cell = 0; cell < counts.length && found < MEDIAN_CELLS; cell += logs[cell] == 0 ? 1 : step) {
            if (logs[cell] < 0 && logs[cell] > LARGEST_LOG) {
                scales[found++] = Math.log1p(-Math.min(counts[cell], events - 0.5) / events) / logs[cell];
            }
        }
        if (found == 0) {
            return 1;
        }
        Arrays.sort(scales, 0, found);
        return Math.clamp(scales[found / 2], LEAST, MOST);
    }
}
