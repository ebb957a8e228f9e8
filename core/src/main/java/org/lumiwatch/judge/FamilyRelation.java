package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.lumiwatch.histogram.Histogram;

/**
 * How the distributions of one family go together. Missing energy, its significance and the sum of energies are filled from the same events:
 * what changes for a reason they share, and what changes by chance, shows in all of them, so that the one that goes by itself stands out where
 * its own form is as usual.
 *
 * <p>Mean and width of each member are regressed on those of the others, with a memory; a member that is missing is left out of the regression
 * (normal distribution of the rest). What is left is added up over lumisections and compared with what was left before ({@link PullHistory}).
 * A relation that explains little says nothing. Mutable; one thread at a time.
 */
public final class FamilyRelation {
    /** Logarithms of mean and width. */
    private static final int FEATURES = 2;
    /** Lumisections after which what was learned has faded to a third. */
    private static final double MEMORY = 500;
    /** Lumisections before anything is foretold, and residuals before they are judged. */
    private static final int SETTLED = 100;

    private static final int ENOUGH = 200;
    /** Share of a feature's variance that the others must explain. */
    private static final double EXPLAINED = 0.5;
    /** Of each variance, so that features that agree exactly can be told apart. */
    private static final double RIDGE = 1e-6;
    /** What is left of a feature, times the root of the entries. */
    private static final double LEAST_VARIANCE = 1e-4;

    /** Standard deviations beyond which a feature was hardly seen: what follows from it is a guess. */
    private static final double FAR = 3;
    /** Asked beyond the threshold, as of all sums over lumisections, and as of all looks but that at the whole. */
    private static final double RESERVE = 0.7 + ShapeTest.OTHERS;
    /** Trust in a lumisection that only this relation objects to: so that nothing is locked out for ever. */
    private static final double SUSPECT = 0.1;

    private final int members;
    private final double[] mean;
    private final double[][] scatter;
    private final List<PullHistory> residuals;
    private int learned;
    /** Mean entries of each member. */
    private final double[] entries;

    private final Map<List<Boolean>, List<Regression>> solved = new HashMap<>();

    /** @param members at least two */
    public FamilyRelation(int members) {
        this(
                members,
                IntStream.range(0, members)
                        .mapToObj(none -> new PullHistory(FEATURES, LEAST_VARIANCE))
                        .toList());
    }

    private FamilyRelation(int members, List<PullHistory> residuals) {
        if (members < 2) {
            throw new IllegalArgumentException("family of %d (expected: at least 2)".formatted(members));
        }
        this.members = members;
        this.mean = new double[members * FEATURES];
        this.scatter = new double[mean.length][mean.length];
        this.residuals = residuals;
        this.entries = new double[members];
    }

    /** The member that fits the others least, and −log10 of the chance that one fits so badly. */
    public record Odd(int member, double significance) {}

    /** What one lumisection shows of every member; NaN where one is missing. */
    private static final class Moment {
        final double[] features;
        final double[] entries;

        Moment(List<Optional<Histogram>> seen) {
            features = new double[seen.size() * FEATURES];
            entries = new double[seen.size()];
            for (int member = 0; member < seen.size(); member++) {
                describe(seen.get(member), member);
            }
        }

        private void describe(Optional<Histogram> seen, int member) {
            double sum = 0;
            double first = 0;
            double second = 0;
            if (seen.isPresent()) {
                Histogram histogram = seen.get();
                for (int bin = 0; bin < histogram.cells(); bin++) {
                    double count = histogram.at(bin);
                    sum += count;
                    first += count * (bin + 0.5);
                    second += count * (bin + 0.5) * (bin + 0.5);
                }
            }
            double average = first / sum;
            entries[member] = sum;
            features[member * FEATURES] = Math.log(average);
            features[member * FEATURES + 1] = Math.log(second / sum - average * average) / 2;
        }

        boolean has(int member) {
            return IntStream.range(member * FEATURES, (member + 1) * FEATURES)
                    .allMatch(feature -> Double.isFinite(features[feature]));
        }

        List<Boolean> present() {
            return IntStream.range(0, entries.length).mapToObj(this::has).toList();
        }
    }

    /** One feature foretold from others. */
    private static final class Regression {
        final int[] from;
        final double[] slopes;
        final double explained;

        Regression(int[] from, double[] slopes, double explained) {
            this.from = from;
            this.slopes = slopes;
            this.explained = explained;
        }
    }

    /**
     * Judges without changing anything.
     *
     * @param seen counts of each member; empty where it is missing
     * @return nothing while too little is known, or where no member's relation explains enough
     */
    public Optional<Odd> oddOneOut(int run, List<Optional<Histogram>> seen) {
        Moment moment = new Moment(seen);
        Odd odd = null;
        for (int member = 0; member < members && learned >= SETTLED; member++) {
            PullHistory history = residuals.get(member);
            if (foretells(moment, member) && history.isCalibrated(ENOUGH)) {
                double significance = Math.max(0, history.significance(run, pulls(moment, member)) - RESERVE);
                odd = odd == null || significance > odd.significance() ? new Odd(member, significance) : odd;
            }
        }
        return Optional.ofNullable(odd);
    }

    /**
     * Takes note of a lumisection.
     *
     * @param doubt what speaks against learning it
     */
    public void learn(int run, List<Optional<Histogram>> seen, Doubt doubt) {
        Moment moment = new Moment(seen);
        double trust = switch (doubt) {
            case NONE -> 1;
            case OF_THIS_RELATION -> SUSPECT;
            case OF_A_MEMBER -> 0;
        };
        if (learned >= SETTLED) {
            for (int member = 0; member < members; member++) {
                if (foretells(moment, member)) {
                    residuals.get(member).observe(run, pulls(moment, member), trust);
                }
            }
        }
        if (trust == 0 || moment.present().contains(false)) {
            return;
        }
        learned++;
        double gain = trust / Math.min(learned, MEMORY);
        for (int member = 0; member < members; member++) {
            entries[member] += gain * (moment.entries[member] - entries[member]);
        }
        double[] away = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            away[i] = moment.features[i] - mean[i];
            mean[i] += gain * away[i];
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                scatter[i][j] = (1 - gain) * (scatter[i][j] + gain * away[i] * away[j]);
            }
        }
        solved.clear();
    }

    /** Why a lumisection should not be learned. */
    public enum Doubt {
        NONE,
        /** All members are well by themselves. */
        OF_THIS_RELATION,
        /** Only the evidence moves on. */
        OF_A_MEMBER
    }

    /**
     * What the others leave of a member's features, about one size where it has fewer entries than usual; where it has more, the relation itself
     * is known no better.
     */
    private double[] pulls(Moment moment, int member) {
        List<Regression> regressions = solved.computeIfAbsent(moment.present(), this::solve);
        double[] pulls = new double[FEATURES];
        for (int f = 0; f < FEATURES; f++) {
            int feature = member * FEATURES + f;
            Regression regression = regressions.get(feature);
            if (regression.explained >= EXPLAINED) {
                double left = moment.features[feature] - mean[feature];
                for (int i = 0; i < regression.from.length; i++) {
                    left -= regression.slopes[i] * (moment.features[regression.from[i]] - mean[regression.from[i]]);
                }
                pulls[f] = left * Math.sqrt(Math.min(moment.entries[member], entries[member]));
            }
        }
        return pulls;
    }

    /** Whether the member is there and all others that are lie where they have been. */
    private boolean foretells(Moment moment, int member) {
        return moment.has(member)
                && IntStream.range(0, mean.length)
                        .filter(feature -> feature / FEATURES != member && moment.has(feature / FEATURES))
                        .allMatch(feature -> isUsual(moment, feature));
    }

    private boolean isUsual(Moment moment, int feature) {
        double away = moment.features[feature] - mean[feature];
        return away * away <= FAR * FAR * scatter[feature][feature];
    }

    private List<Regression> solve(List<Boolean> present) {
        return IntStream.range(0, mean.length)
                .mapToObj(feature -> regression(feature, present))
                .toList();
    }

    private Regression regression(int feature, List<Boolean> present) {
        int[] from = IntStream.range(0, mean.length)
                .filter(other -> other / FEATURES != feature / FEATURES && present.get(other / FEATURES))
                .toArray();
        double variance = scatter[feature][feature];
        if (from.length == 0 || !(variance > 0)) {
            return new Regression(new int[0], new double[0], 0);
        }
        RealMatrix among = MatrixUtils.createRealMatrix(from.length, from.length);
        RealVector with = MatrixUtils.createRealVector(new double[from.length]);
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < from.length; j++) {
                among.setEntry(i, j, scatter[from[i]][from[j]]);
            }
            among.addToEntry(i, i, RIDGE * scatter[from[i]][from[i]] + Double.MIN_NORMAL);
            with.setEntry(i, scatter[from[i]][feature]);
        }
        RealVector slopes =
                new CholeskyDecomposition(among, 1e-6, 0).getSolver().solve(with);
        return new Regression(from, slopes.toArray(), slopes.dotProduct(with) / variance);
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(learned);
        for (double one : entries) {
            out.writeDouble(one);
        }
        for (int i = 0; i < mean.length; i++) {
            out.writeDouble(mean[i]);
            for (double one : scatter[i]) {
                out.writeDouble(one);
            }
        }
        for (PullHistory history : residuals) {
            history.save(out);
        }
    }

    /** What {@link #save} wrote, of as many members. */
    public static FamilyRelation restore(int members, DataInput in) throws IOException {
        int learned = in.readInt();
        double[] entries = new double[members];
        for (int member = 0; member < members; member++) {
            entries[member] = in.readDouble();
        }
        double[][] rows = new double[members * FEATURES][members * FEATURES + 1];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = in.readDouble();
            }
        }
        List<PullHistory> residuals = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            residuals.add(PullHistory.read(FEATURES, LEAST_VARIANCE, in));
        }
        FamilyRelation relation = new FamilyRelation(members, residuals);
        relation.learned = learned;
        System.arraycopy(entries, 0, relation.entries, 0, members);
        for (int i = 0; i < rows.length; i++) {
            relation.mean[i] = rows[i][0];
            System.arraycopy(rows[i], 1, relation.scatter[i], 0, rows.length);
        }
        return relation;
    }
}
