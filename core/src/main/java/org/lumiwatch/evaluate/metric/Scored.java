package org.lumiwatch.evaluate.metric;

/**
 * A decided lumisection for ranking.
 *
 * @param score the larger the more suspect
 * @param bad whether it truly is bad
 * @param run lumisections of a run are resampled together, for they share their incident; runs of different seeds need different numbers
 */
public record Scored(double score, boolean bad, int run) {
    public Scored {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("score: NaN (expected: a number)");
        }
    }
}
