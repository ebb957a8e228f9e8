package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Compares the form of a distribution with what was expected under a few hypotheses that change all bins a little: it lies elsewhere, it
 * is wider or narrower, its upper half has gained or lost. Each is the score test of its template, which no other test of as few numbers
 * beats against small changes.
 */
public final class FormScan {
    /** Hypotheses, in the order of {@link #pulls}. */
    public enum Hypothesis {
        SHIFTED,
        WIDENED,
        TAIL
    }

    /** A nearly empty bin must not decide alone. */
    private static final double LEAST_MEAN = 1;

    private static final double ANSCOMBE = 0.375;

    private FormScan() {}

    /** How far the counts lie along each hypothesis, in standard deviations of the counts: about 0 ± 1 where all is as expected. */
    public static double[] pulls(Histogram observed, Prediction expected) {
        double[] mean = expected.means();
        double[][] weights = weights(mean);
        double[] pulls = new double[weights.length];
        for (int h = 0; h < weights.length; h++) {
            for (int bin = 0; bin < mean.length; bin++) {
                pulls[h] += weights[h][bin] * (observed.at(bin) - mean[bin]);
            }
        }
        return pulls;
    }

    /**
     * How far each bin lies from its expectation, in standard deviations of the counts: of their roots, which are about normal even where
     * few are expected (Anscombe 1948).
     */
    public static double[] binPulls(Histogram observed, Prediction expected) {
        double[] pulls = new double[expected.cells()];
        for (int bin = 0; bin < pulls.length; bin++) {
            pulls[bin] = 2 * (Math.sqrt(observed.at(bin) + ANSCOMBE) - Math.sqrt(expected.mean(bin) + ANSCOMBE));
        }
        return pulls;
    }

    /**
     * Of the difference of every count from its mean, by hypothesis: they add up to its pull.
     *
     * @param mean expected counts of all bins
     */
    public static double[][] weights(double[] mean) {
        double total = 0;
        double middle = 0;
        for (int bin = 0; bin < mean.length; bin++) {
            total += mean[bin];
            middle += bin * mean[bin];
        }
        List<Hypothesis> hypotheses = List.of(Hypothesis.values());
        double[][] weights = new double[hypotheses.size()][mean.length];
        if (total > 0) {
            for (int h = 0; h < weights.length; h++) {
                weights[h] = weights(mean, template(hypotheses.get(h), mean, middle / total), total);
            }
        }
        return weights;
    }

    /** Change of the expected counts for a small step of the hypothesis. */
    private static double[] template(Hypothesis hypothesis, double[] mean, double middle) {
        int bins = mean.length;
        double[] template = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            double before = bin == 0 ? 0 : mean[bin - 1];
            double after = bin == bins - 1 ? 0 : mean[bin + 1];
            template[bin] = switch (hypothesis) {
                case SHIFTED -> (before - after) / 2;
                case WIDENED -> ((bin - 1 - middle) * before - (bin + 1 - middle) * after) / 2;
                case TAIL -> bin < bins / 2 ? 0 : 1;
            };
        }
        return template;
    }

    /** Orthogonal to a change of all bins alike, which is no form. */
    private static double[] weights(double[] mean, double[] template, double total) {
        double along = 0;
        for (double part : template) {
            along += part;
        }
        double[] weights = new double[mean.length];
        double information = 0;
        for (int bin = 0; bin < mean.length; bin++) {
            double variance = Math.max(mean[bin], LEAST_MEAN);
            weights[bin] = (template[bin] - along * mean[bin] / total) / variance;
            information += weights[bin] * weights[bin] * variance;
        }
        for (int bin = 0; bin < mean.length && information > 0; bin++) {
            weights[bin] /= Math.sqrt(information);
        }
        return weights;
    }
}
