package org.lumiwatch.expect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forms that a distribution has had: a few epochs, each remembered at several speeds, and the runs that fitted none of them.
 *
 * <p>A distribution that flips between two forms, or comes back to an old one, fits an epoch of the past at once. A run that fits none is a
 * candidate; a second one that agrees with it, while no old epoch is seen in between, founds a new epoch. So a lasting change is taken in
 * after one run, and a fault that comes alone never is. Memory moves on run by run, for a run must not stand as history for itself.
 * Mutable.
 */
public final class EpochBank {
    private static final int EPOCHS = 3;
    private static final double[] MEMORIES = {0.6, 0.8, 0.92};
    private static final int CANDIDATES = 6;
    /** Runs after which a candidate is forgotten. */
    private static final int CANDIDATE_AGE = 30;
    /** Numbers of neighbouring bins that are compared together. */
    private static final int[] WIDTHS = {1, 2, 5, 10, 20};
    /** Standardised distance up to which a run is of an epoch. */
    private static final double FITS = 4;
    /** The same of bins that are empty among filled ones, of runs that may found an epoch. */
    private static final double HOLES = 3;
    /** Counts of a bin that never was filled. */
    private static final double LEAST = 0.1;
    /** ln of the number of bins that an empty one is looked for among. */
    private static final double LOOKS = 4.6;

    private final int bins;
    private final List<Epoch> epochs = new ArrayList<>();
    private final Deque<Candidate> candidates = new ArrayDeque<>();
    private int runs;
    private int presentRun;
    private int presentSeen;
    private final double[] present;
    private final FormModes modes;
    /** The epoch seen last, and the one seen before it. */
    private @Nullable Epoch latest;

    private @Nullable Epoch beforeLatest;
    /** A copy in which the present run is learned; null until it is asked for. */
    private @Nullable EpochBank closed;

    public EpochBank(int bins) {
        this.bins = bins;
        this.modes = new FormModes(bins);
        this.present = new double[bins];
    }

    /** One form, at several speeds of forgetting. */
    private static final class Epoch {
        /** Per memory and bin: counts, and what they would be in a form of 1 in every bin. */
        final double[][] counts;

        final double[][] exposure;
        /** Whether it is not one of those that runs founded by agreeing with each other. */
        final boolean acknowledged;

        int lastRun;
        int runs;

        Epoch(int bins, boolean acknowledged) {
            this.acknowledged = acknowledged;
            counts = new double[MEMORIES.length][bins];
            exposure = new double[MEMORIES.length][bins];
        }

        /** Adds a run that has the form of the epoch times {@code mode}. */
        void add(double[] run, double[] mode, int number) {
            for (int m = 0; m < MEMORIES.length; m++) {
                double due = 0;
                for (int bin = 0; bin < run.length; bin++) {
                    due += mode[bin] * (runs == 0 ? run[bin] / sum(run) : rate(m, bin));
                }
                double strength = sum(run) / due;
                for (int bin = 0; bin < run.length; bin++) {
                    counts[m][bin] = MEMORIES[m] * counts[m][bin] + run[bin];
                    exposure[m][bin] = MEMORIES[m] * exposure[m][bin] + strength * mode[bin];
                }
            }
            lastRun = number;
            runs++;
        }

        double[] rates(int m) {
            double[] rates = new double[counts[m].length];
            Arrays.setAll(rates, bin -> rate(m, bin));
            return rates;
        }

        double rate(int m, int bin) {
            return (counts[m][bin] + LEAST) / exposure[m][bin];
        }
    }

    private double[] shares(double[] counts) {
        double sum = sum(counts);
        return Arrays.stream(counts).map(count -> count / sum).toArray();
    }

    /** A run that fitted no epoch. */
    private static final class Candidate {
        final double[] counts;
        final int run;

        Candidate(double[] counts, int run) {
            this.counts = counts;
            this.run = run;
        }
    }

    private static double sum(double[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** What fits an observation best. Immutable. */
    public static final class Match {
        private final double distance;
        private final double holes;
        private final double[] shares;
        private final double[] spreads;
        private final boolean acknowledged;

        private Match(double distance, double holes, double[] shares, double[] spreads, boolean acknowledged) {
            this.acknowledged = acknowledged;
            this.distance = distance;
            this.holes = holes;
            this.shares = shares;
            this.spreads = spreads;
        }

        /** What speaks against the observation most, about standard normal where all is well: its form, or bins that should be filled. */
        public double score() {
            return Math.max(distance, holes);
        }

        /** Whether it is the form that all began with; not one that later runs had in common and nobody has acknowledged. */
        public boolean isAcknowledged() {
            return acknowledged;
        }

        /** Expected share of the entries in each bin; a copy. */
        public double[] shares() {
            return shares.clone();
        }

        /** Relative uncertainty of each share; a copy. */
        public double[] spreads() {
            return spreads.clone();
        }
    }

    /**
     * The epoch and memory that fit best, of those that runs before {@code run} left, or a candidate that agrees; nothing before there are
     * any.
     */
    public Optional<Match> match(double[] counts, int run) {
        return run == presentRun || presentSeen == 0
                ? match(counts)
                : afterRun().match(counts);
    }

    /** What this will be when the present run is over. */
    private EpochBank afterRun() {
        if (closed == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                save(new DataOutputStream(bytes));
                closed = restore(bins, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            closed.closeRun();
        }
        return closed;
    }

    private Optional<Match> match(double[] counts) {
        Match best = null;
        for (FormModes.Mode mode : modes.all()) {
            for (Epoch epoch : epochs) {
                // of one run all memories are the same
                for (int m = 0; m < (epoch.runs == 1 ? 1 : MEMORIES.length); m++) {
                    Match match = against(counts, epoch, m, mode);
                    best = best == null || match.distance < best.distance ? match : best;
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        if (best.score() > FITS) {
            for (Candidate candidate : candidates) {
                Match match = agreement(counts, candidate).match();
                best = match.score() < FITS && match.score() < best.score() ? match : best;
            }
        }
        double holes = Math.max(best.holes, holesAmongNeighbours(counts));
        return Optional.of(new Match(best.distance, holes, best.shares, best.spreads, best.acknowledged));
    }

    private record Agreement(Match match, FormModes.Mode mode) {}

    /** With the mode relative to the candidate that fits best. */
    private Agreement agreement(double[] counts, Candidate candidate) {
        double[] exposure = new double[bins];
        Arrays.fill(exposure, sum(candidate.counts));
        Agreement best = null;
        for (FormModes.Mode mode : modes.all()) {
            Match match = against(counts, candidate.counts, exposure, mode, false);
            best = best == null || match.score() < best.match().score() ? new Agreement(match, mode) : best;
        }
        return java.util.Objects.requireNonNull(best);
    }

    private static Match against(double[] counts, Epoch epoch, int memory, FormModes.Mode mode) {
        return against(counts, epoch.counts[memory], epoch.exposure[memory], mode, epoch.acknowledged);
    }

    private static Match against(
            double[] counts, double[] before, double[] exposure, FormModes.Mode mode, boolean acknowledged) {
        int bins = counts.length;
        double[] residual = new double[bins];
        double[] variance = new double[bins];
        double[] shares = new double[bins];
        double[] spreads = new double[bins];
        double total = 0;
        for (int bin = 0; bin < bins; bin++) {
            total += mode.ratio[bin] * (before[bin] + LEAST) / exposure[bin];
        }
        double scale = sum(counts) / total;
        double holes = 0;
        for (int bin = 0; bin < bins; bin++) {
            double ratio = mode.ratio[bin];
            double rate = ratio * (before[bin] + LEAST) / exposure[bin];
            double doubt = ratio * ratio * (before[bin] + 1) / (exposure[bin] * exposure[bin])
                    + rate * rate * mode.variance[bin];
            shares[bin] = rate / total;
            spreads[bin] = Math.sqrt(doubt) / rate;
            residual[bin] = counts[bin] - scale * rate;
            variance[bin] = scale * rate + scale * scale * doubt;
            if (counts[bin] == 0) {
                double shape = rate * rate / doubt + 1;
                holes += Math.max(0, shape * Math.log1p(scale * rate / shape) - LOOKS);
            }
        }
        return new Match(distance(residual, variance), Math.sqrt(2 * holes), shares, spreads, acknowledged);
    }

    /** Largest over all widths, each by Wilson and Hilferty's cube root with the freedom that small counts leave. */
    private static double distance(double[] residual, double[] variance) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int width : WIDTHS) {
            if (width > 1 && residual.length < 3 * width) {
                break;
            }
            double squares = 0;
            double mean = -1;
            double scatter = 0;
            for (int first = 0; first < residual.length; first += width) {
                double away = 0;
                double var = 0;
                for (int bin = first; bin < Math.min(first + width, residual.length); bin++) {
                    away += residual[bin];
                    var += variance[bin];
                }
                squares += away * away / (var + 0.5);
                mean += var / (var + 0.5);
                scatter += (2 * var * var + var) / ((var + 0.5) * (var + 0.5));
            }
            if (mean > 0.5) {
                double freedom = scatter / (9 * mean * mean);
                largest = Math.max(largest, (Math.cbrt(squares / mean) - (1 - freedom)) / Math.sqrt(freedom));
            }
        }
        return largest;
    }

    /** Empty bins whose neighbours are filled, whatever any reference says. */
    private static double holesAmongNeighbours(double[] counts) {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] == 0) {
                double filled = Math.min(nearest(counts, bin, -1), nearest(counts, bin, 1));
                sum += Math.max(0, filled - 2 * Math.sqrt(filled) - LOOKS);
            }
        }
        return Math.sqrt(2 * sum);
    }

    private static double nearest(double[] counts, int from, int step) {
        int bin = from;
        while (bin >= 0 && bin < counts.length && counts[bin] == 0) {
            bin += step;
        }
        return bin >= 0 && bin < counts.length ? counts[bin] : 0;
    }

    /** Takes note of a lumisection; its run is learned when the next one begins. */
    public void note(double[] counts, int run) {
        if (run != presentRun) {
            closeRun();
            presentRun = run;
        }
        closed = null;
        for (int bin = 0; bin < bins; bin++) {
            present[bin] += counts[bin];
        }
        presentSeen++;
    }

    /** Whether something of this run was noted, and is not learned yet. */
    public boolean hasNoted(int run) {
        return run == presentRun && presentSeen > 0;
    }

    /** The present run does not count: a person or a label says that it is bad. */
    public void dropRun(int run) {
        if (run == presentRun) {
            closed = null;
            Arrays.fill(present, 0);
            presentSeen = 0;
        }
    }

    /** Forgets all forms: what comes is the new normal. */
    public void clear() {
        epochs.clear();
        candidates.clear();
        dropRun(presentRun);
    }

    /** Whether the run fits is asked of its mean lumisection; all its counts are learned. */
    private void closeRun() {
        if (presentSeen == 0) {
            return;
        }
        double[] all = present.clone();
        double[] mean = present.clone();
        for (int bin = 0; bin < bins; bin++) {
            mean[bin] /= presentSeen;
        }
        dropRun(presentRun);
        if (!(sum(mean) > 0)) {
            return;
        }
        runs++;
        candidates.removeIf(candidate -> runs - candidate.run > CANDIDATE_AGE);
        if (learnedBy(mean, all)) {
            return;
        }
        Candidate agreeing = null;
        FormModes.Mode mode = modes.all().getFirst();
        for (Candidate candidate : candidates) {
            Agreement agreement = agreement(mean, candidate);
            if (agreeing == null && agreement.match().score() < FITS) {
                agreeing = candidate;
                mode = agreement.mode();
            }
        }
        if (agreeing != null || epochs.isEmpty()) {
            found(all, agreeing, mode);
        } else if (holesAmongNeighbours(mean) < HOLES) {
            candidates.add(new Candidate(all, runs));
            if (candidates.size() > CANDIDATES) {
                candidates.removeFirst();
            }
        }
    }

    /** Lets the epoch that a run fits best learn it; false when it fits none. */
    private boolean learnedBy(double[] mean, double[] all) {
        Epoch nearest = null;
        FormModes.Mode mode = null;
        double least = FITS;
        for (FormModes.Mode one : modes.all()) {
            for (Epoch epoch : epochs) {
                for (int m = 0; m < MEMORIES.length; m++) {
                    double score = against(mean, epoch, m, one).score();
                    if (score < least) {
                        least = score;
                        nearest = epoch;
                        mode = one;
                    }
                }
            }
        }
        if (nearest == null || mode == null) {
            return false;
        }
        if (modes.areKnown() && mode.sign != 0) {
            modes.refine(mode.sign, shares(all), all, nearest.rates(1), nearest.counts[1]);
        }
        nearest.add(all, mode.ratio, runs);
        if (modes.areKnown()) {
            // the old form lives, so those that did not fit it were alone
            candidates.clear();
        } else {
            noteReturn(nearest);
        }
        return true;
    }

    /** A form that comes back after another: the two are modes of the same epoch. */
    private void noteReturn(Epoch nearest) {
        if (latest != null && latest != nearest && beforeLatest == nearest && epochs.contains(latest)) {
            modes.note(nearest.rates(1), nearest.counts[1], latest.rates(1), latest.counts[1]);
        }
        if (latest != nearest) {
            beforeLatest = latest;
            latest = nearest;
        }
    }

    private void found(double[] counts, @Nullable Candidate agreeing, FormModes.Mode mode) {
        Epoch epoch = new Epoch(bins, epochs.isEmpty());
        if (agreeing != null) {
            epoch.add(agreeing.counts, modes.all().getFirst().ratio, runs);
            candidates.remove(agreeing);
        }
        epoch.add(counts, mode.ratio, runs);
        epochs.add(epoch);
        if (epochs.size() > EPOCHS) {
            epochs.remove(epochs.stream()
                    .min(java.util.Comparator.comparingInt(one -> one.lastRun))
                    .orElseThrow());
        }
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(runs);
        out.writeInt(presentRun);
        out.writeInt(presentSeen);
        Doubles.write(present, out);
        modes.save(out);
        out.writeInt(epochs.size());
        for (Epoch epoch : epochs) {
            out.writeBoolean(epoch.acknowledged);
            out.writeInt(epoch.lastRun);
            out.writeInt(epoch.runs);
            for (int m = 0; m < MEMORIES.length; m++) {
                Doubles.write(epoch.counts[m], out);
                Doubles.write(epoch.exposure[m], out);
            }
        }
        out.writeInt(latest == null ? -1 : epochs.indexOf(latest));
        out.writeInt(beforeLatest == null ? -1 : epochs.indexOf(beforeLatest));
        out.writeInt(candidates.size());
        for (Candidate candidate : candidates) {
            out.writeInt(candidate.run);
            Doubles.write(candidate.counts, out);
        }
    }

    /** What {@link #save} wrote, for as many bins. */
    public static EpochBank restore(int bins, DataInput in) throws IOException {
        EpochBank bank = new EpochBank(bins);
        bank.runs = in.readInt();
        bank.presentRun = in.readInt();
        bank.presentSeen = in.readInt();
        System.arraycopy(Doubles.read(bins, in), 0, bank.present, 0, bins);
        bank.modes.restore(in);
        for (int left = in.readInt(); left > 0; left--) {
            Epoch epoch = new Epoch(bins, in.readBoolean());
            epoch.lastRun = in.readInt();
            epoch.runs = in.readInt();
            for (int m = 0; m < MEMORIES.length; m++) {
                epoch.counts[m] = Doubles.read(bins, in);
                epoch.exposure[m] = Doubles.read(bins, in);
            }
            bank.epochs.add(epoch);
        }
        bank.latest = bank.epochAt(in.readInt());
        bank.beforeLatest = bank.epochAt(in.readInt());
        for (int left = in.readInt(); left > 0; left--) {
            int run = in.readInt();
            bank.candidates.add(new Candidate(Doubles.read(bins, in), run));
        }
        return bank;
    }

    private @Nullable Epoch epochAt(int index) {
        return index < 0 ? null : epochs.get(index);
    }
}
