package org.lumiwatch.learn;

import java.util.List;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomDataGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;

/**
 * A fault that is put into a copy of a lumisection. It acts on efficiency: a factor up to 1 thins the counts, a larger one adds counts at the
 * cell's own rate, never more than there were events in a binomial map.
 *
 * @param label such as {@code cell ×0.5}
 * @param where region of the element that the result counts for
 */
record CanaryFault(String label, String where, List<Box> boxes, double factor) {
    CanaryFault {
        boxes = List.copyOf(boxes);
    }

    void spoil(double[] counts, Prediction expected, RandomDataGenerator random) {
        for (Box box : boxes) {
            expected.geometry()
                    .cellsOf(box)
                    .forEach(cell ->
                            counts[cell] = spoiled(counts[cell], expected.mean(cell), expected.trials(), random));
        }
    }

    private double spoiled(double count, double mean, double trials, RandomDataGenerator random) {
        if (factor == 0 || count == 0) {
            return factor > 1 && mean > 0 ? random.nextPoisson(mean * (factor - 1)) : 0;
        }
        if (factor <= 1) {
            return random.nextDeviate(new BinomialDistribution((int) count, factor));
        }
        double more = count + (mean > 0 ? random.nextPoisson(mean * (factor - 1)) : 0);
        return Double.isNaN(trials) ? more : Math.min(more, trials);
    }

    /** Whether the finding is of this fault: on its side, and in its cells; or about the form of a distribution. */
    boolean isSeenIn(Finding finding) {
        if (finding.kind() == FindingKind.SHAPE) {
            return true;
        }
        boolean fewer = finding.kind() == FindingKind.DEAD || finding.kind() == FindingKind.DEGRADED;
        return finding.kind() != FindingKind.GLOBAL && fewer == factor < 1 && overlaps(List.of(finding.box()));
    }

    boolean overlaps(List<Box> others) {
        return others.stream().anyMatch(other -> boxes.stream().anyMatch(own -> own.common(other) > 0));
    }
}
