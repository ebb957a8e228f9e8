package org.lumiwatch.bench.contender;

/**
 * What one lumisection, or several, say against each cell. Evidence of several lumisections is the sum of theirs. Immutable by
 * contract: arrays are handed over, not copied, for millions of them are made.
 */
public final class CellEvidence {
    /** How summed contributions become a score. */
    public enum Rule {
        /** Absolute sum of signed pulls over the square root of their number. */
        PULLS,
        /** Plain sum, such as of log losses: the logarithm of their product. */
        SUM,
        /** Largest sum of all hypotheses, such as of log-likelihood ratios. */
        BEST
    }

    private final Rule rule;
    private final int lumisections;
    private final double[][] sums;
    private final double[] observed;
    private final double[] expected;

    /**
     * Evidence of one lumisection.
     *
     * @param contributions one array a hypothesis, each with one number a cell
     */
    public CellEvidence(Rule rule, double[][] contributions, double[] observed, double[] expected) {
        this(rule, 1, contributions, observed, expected);
    }

    private CellEvidence(Rule rule, int lumisections, double[][] sums, double[] observed, double[] expected) {
        this.rule = rule;
        this.lumisections = lumisections;
        this.sums = sums;
        this.observed = observed;
        this.expected = expected;
    }

    public int cells() {
        return observed.length;
    }

    /** Both together. */
    public CellEvidence plus(CellEvidence other) {
        double[][] both = new double[sums.length][];
        for (int h = 0; h < sums.length; h++) {
            both[h] = added(sums[h], other.sums[h]);
        }
        return new CellEvidence(
                rule,
                lumisections + other.lumisections,
                both,
                added(observed, other.observed),
                added(expected, other.expected));
    }

    private static double[] added(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    /** Score of a cell: the larger the more suspect, never NaN. Cells that are not expected to count score least. */
    public double score(int cell) {
        if (!(expected[cell] > 0)) {
            return -Double.MAX_VALUE;
        }
        return switch (rule) {
            case PULLS -> Math.abs(sums[0][cell]) / Math.sqrt(lumisections);
            case SUM -> sums[0][cell];
            case BEST -> {
                double best = sums[0][cell];
                for (int h = 1; h < sums.length; h++) {
                    best = Math.max(best, sums[h][cell]);
                }
                yield best;
            }
        };
    }

    /** Observed over expected counts of a cell; 1 where nothing is expected. */
    public double ratio(int cell) {
        return expected[cell] > 0 ? observed[cell] / expected[cell] : 1;
    }
}
