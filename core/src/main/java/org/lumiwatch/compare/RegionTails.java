package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How often the healthy regions of a bank show how much evidence, for faults that lessen counts and for those that add to them. Rates
 * are of either sign together; each may spend half. Mutable.
 */
final class RegionTails {
    private static final double SIGNS = 2;

    private final TailFit cold;
    private final TailFit hot;

    /**
     * @param places regions and factors in which evidence can arise independently
     * @param hotSlope of the tail of evidence for added counts, until measured
     */
    RegionTails(double places, double hotSlope) {
        this.cold = new TailFit(places, 1);
        this.hot = new TailFit(places, hotSlope);
    }

    /** Regions whose evidence is as rare as {@code logRate}, the natural logarithm of times per healthy lumisection. */
    List<Integer> rarerThan(RegionState of, double logRate) {
        double coldest = cold.evidenceAt(logRate - Math.log(SIGNS));
        double hottest = hot.evidenceAt(logRate - Math.log(SIGNS));
        List<Integer> found = new ArrayList<>();
        for (int region = 0; region < of.cold.length; region++) {
            if (of.cold[region] > coldest || of.hot[region] > hottest) {
                found.add(region);
            }
        }
        return found;
    }

    /** ln of how often one healthy lumisection is expected to bring as much evidence as {@code region} has. */
    double logRate(RegionState of, int region) {
        int slot = of.strongestSlot(region);
        return Math.log(SIGNS) + (Factors.hot(RegionState.hypothesis(slot)) ? hot : cold).logRate(of.sums[slot]);
    }

    /** The same for the region where it is smallest, and how well it is known. */
    Rarity smallest(RegionState of) {
        float coldest = 0;
        float hottest = 0;
        for (int region = 0; region < of.cold.length; region++) {
            coldest = Math.max(coldest, of.cold[region]);
            hottest = Math.max(hottest, of.hot[region]);
        }
        boolean isCold = cold.logRate(coldest) <= hot.logRate(hottest);
        return isCold ? Rarity.of(cold, coldest) : Rarity.of(hot, hottest);
    }

    /**
     * How rare evidence is among healthy lumisections.
     *
     * @param logRate ln of times per lumisection
     * @param counted the same of the rarest evidence whose rate was counted; what is rarer is continued
     * @param doubt standard deviation of {@code logRate}
     */
    record Rarity(double logRate, double counted, double doubt) {
        private static Rarity of(TailFit tail, double evidence) {
            double signs = Math.log(SIGNS);
            return new Rarity(
                    signs + tail.logRate(evidence), signs + tail.logRate(tail.counted()), tail.doubt(evidence));
        }
    }

    /** Learns how often healthy regions come to show evidence. */
    void learn(RegionState before, RegionState now, IntPredicate underFinding) {
        cold.note(before.cold, now.cold, underFinding);
        hot.note(before.hot, now.hot, underFinding);
    }

    /**
     * Learns what became of evidence, every lumisection; see {@link TailFit#settle}.
     *
     * @param falseRate findings in these regions that are expected in a healthy lumisection
     */
    void settle(RegionState now, IntPredicate underFinding, double falseRate) {
        cold.settle(now.cold, underFinding, falseRate / SIGNS);
        hot.settle(now.hot, underFinding, falseRate / SIGNS);
    }

    /** What the evidence of late was of tells nothing. */
    void forgetWaiting() {
        cold.forgetWaiting();
        hot.forgetWaiting();
    }

    /** Begins with the tails of another map's regions of this kind. */
    void startFrom(RegionTails similar, double places) {
        cold.startFrom(similar.cold, places);
        hot.startFrom(similar.hot, places);
    }

    /** Whether the tails were measured rather than taken from theory. */
    boolean isMeasured() {
        return cold.isMeasured() && hot.isMeasured();
    }

    void save(DataOutput out) throws IOException {
        cold.save(out);
        hot.save(out);
    }

    void restore(DataInput in) throws IOException {
        cold.restore(in);
        hot.restore(in);
    }
}
