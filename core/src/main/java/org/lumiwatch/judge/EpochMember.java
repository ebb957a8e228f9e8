package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.EpochBank;
import org.lumiwatch.expect.EpochBank.Match;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * The member of a {@link ShapeTest} that knows the epochs of a distribution: what it says, and how much better than the other member it has
 * predicted so far. Mutable; one thread at a time.
 */
final class EpochMember {
    /** Lumisections over which the share of those that fit is averaged. */
    private static final int MEMORY = 300;

    /** Share of lumisections that must fit for this member to be right, and how sharply that is asked. */
    private static final double NEEDED = 0.5;
    /** Score up to which a lumisection fits to within the noise of counting. */
    private static final double NOISE = 2;

    private static final double STEEPNESS = 40;
    /** Weight of either member at most: the other may be right. */
    private static final double MOST = 0.999;

    private static final double HALF = 0.5;
    /** No single lumisection decides which member foretells better. */
    private static final double LARGEST_RATIO = 10;
    /** Counts of a bin that should be empty. */
    private static final double LEAST_MEAN = 0.05;

    private final Geometry geometry;
    private final EpochBank bank;
    /** Share of recent lumisections that fitted an epoch to within the noise of counting. */
    private double fitting;

    private int observed;
    /** Run of which every lumisection so far is of another form; 0 for none. */
    private int candidate;
    /** Mean logarithm of the likelihood ratio of both members' shares. */
    private double lead;

    EpochMember(Geometry geometry) {
        this(geometry, new EpochBank(geometry.cells()));
    }

    private EpochMember(Geometry geometry, EpochBank bank) {
        this.geometry = geometry;
        this.bank = bank;
    }

    /** The epoch that fits best; nothing while none is known. */
    Optional<Match> match(MonitorElement element) {
        return bank.match(element.histogram().contents(), element.at().run());
    }

    /** −log10 of the chance of a match as bad as this, by counting. */
    static double significance(Match match) {
        return Significance.ofLogProbability(NormalTail.logUpper(match.score()));
    }

    /**
     * Share of this member's word, 0 to 1. It knows no noise but that of counting: where that is enough, nothing is sharper; where it is
     * not, it is wrong.
     */
    double weight() {
        double share = 1 / (1 + Math.exp(-STEEPNESS * (fitting - NEEDED)));
        return Math.clamp(share, 1 - MOST, MOST);
    }

    /**
     * Counts expected of as many entries as were observed. A single bin is known no better than earlier runs have shown it to be: rare
     * bins scatter by more than counting.
     */
    Prediction prediction(Match match, double entries, Prediction ofEarlierRuns) {
        int bins = geometry.cells();
        double[] mean = match.shares();
        double[] spread = match.spreads();
        boolean[] live = new boolean[bins];
        for (int bin = 0; bin < bins; bin++) {
            mean[bin] *= entries;
            spread[bin] = Math.max(spread[bin], ofEarlierRuns.spread(bin));
            live[bin] = true;
        }
        return new Prediction(geometry, mean, new double[bins], spread, live, ofEarlierRuns.exposure(), Double.NaN);
    }

    /** Whether its word has the larger share. */
    boolean isRight() {
        return weight() >= HALF;
    }

    /** Whether it is right, and has foretold counts better of late than the other member. */
    boolean leads() {
        return isRight() && lead > 0;
    }

    /** Takes note of how well both members foretold a healthy lumisection, each before it was seen. */
    void compare(Histogram observed, Match match, Prediction ofEarlierRuns) {
        double[] shares = match.shares();
        double ratio = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            double own = Math.max(shares[bin] * observed.sum(), LEAST_MEAN);
            double other = Math.max(ofEarlierRuns.mean(bin), LEAST_MEAN);
            ratio += observed.at(bin) * Math.log(own / other);
        }
        lead += (Math.clamp(ratio, -LARGEST_RATIO, LARGEST_RATIO) - lead) / MEMORY;
    }

    /** Takes note of how well a lumisection fitted. */
    void observe(Match match) {
        observed = Math.min(observed + 1, MEMORY);
        fitting += ((match.score() < NOISE ? 1 : 0) - fitting) / observed;
    }

    void learn(MonitorElement element, Lesson lesson) {
        int run = element.at().run();
        switch (lesson) {
            case NOTHING -> bank.dropRun(run);
            case NEW_EPOCH -> {
                bank.clear();
                bank.note(element.histogram().contents(), run);
            }
            case CANDIDATE -> noteCandidate(element, run);
            case HEALTHY_CELLS -> {
                if (run == candidate) {
                    bank.dropRun(run);
                    candidate = 0;
                }
                bank.note(element.histogram().contents(), run);
            }
        }
    }

    /** A run of which all is another form may be of a new epoch; one of which a part is has a fault in that part. */
    private void noteCandidate(MonitorElement element, int run) {
        if (run == candidate || !bank.hasNoted(run)) {
            candidate = run;
            bank.note(element.histogram().contents(), run);
        }
    }

    void save(DataOutput out) throws IOException {
        bank.save(out);
        out.writeInt(candidate);
        out.writeDouble(fitting);
        out.writeInt(observed);
        out.writeDouble(lead);
    }

    static EpochMember restore(Geometry geometry, DataInput in) throws IOException {
        EpochMember member = new EpochMember(geometry, EpochBank.restore(geometry.cells(), in));
        member.candidate = in.readInt();
        member.fitting = in.readDouble();
        member.observed = in.readInt();
        member.lead = in.readDouble();
        return member;
    }
}
