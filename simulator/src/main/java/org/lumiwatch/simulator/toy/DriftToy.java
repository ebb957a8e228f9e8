package org.lumiwatch.simulator.toy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Runs of a Gaussian whose mean drifts, whose mean and width jump now and then, under a systematic that flips from run to run,
 * with faults in a tenth of the runs. The recipe, and all its numbers, are those of Gavrikov, García Pardiñas and Garfagnini
 * (arXiv:2501.19237); the first {@value #HISTORICAL} runs are the history that a learner may be fitted on.
 *
 * <pre>{@code
 * List<ToyRun> runs = DriftToy.runs(7, DriftToy.Options.published());
 * }</pre>
 */
public final class DriftToy {
    /** Runs that come with labels beforehand. */
    public static final int HISTORICAL = 1000;

    public static final int BINS = 100;
    public static final Axis.Regular AXIS = new Axis.Regular(BINS, -5, 5);

    private static final Range ENTRIES = new Range(2_000, 20_000);
    /** Of the sinusoid that the mean follows; in runs. */
    private static final double PERIOD = 1000;

    private static final double AMPLITUDE = 0.5;
    /** Chance that the mean takes a new level in a run, and likewise the width. */
    private static final double CHANGE = 0.005;

    private static final Range MEAN_CHANGE = new Range(0.5, 1.5);
    private static final Range WIDTH_CHANGE = new Range(0.1, 0.4);
    /** Share of runs that are bad, share of faults that shift the mean, and likewise the width. */
    private static final double BAD = 0.1;

    public static final double SHIFTED = 0.9;
    public static final Range MEAN_SHIFT = new Range(0.25, 0.75);
    public static final Range WIDTH_SHIFT = new Range(0.05, 0.2);
    private static final double SYSTEMATIC = 0.4;
    private static final double MEAN_EPISODE = 6;

    private final long seed;
    private final Options options;

    /**
     * What is drawn; may be shared.
     *
     * @param mostDeadBins a fault empties 1 to this many bins; 0 for faults of form only
     */
    public record Options(int runs, Systematic systematic, Faults faults, int mostDeadBins) {
        public Options {
            if (runs < 1) {
                throw new IllegalArgumentException("runs: %d (expected: >= 1)".formatted(runs));
            }
            if (mostDeadBins < 0 || mostDeadBins > BINS) {
                throw new IllegalArgumentException("dead bins: %d (expected: 0 to %d)".formatted(mostDeadBins, BINS));
            }
        }

        /** 5,000 runs as published. */
        public static Options published() {
            return new Options(5000, Systematic.TWO_VALUED, Faults.ISOLATED, 19);
        }

        public Options withRuns(int runs) {
            return new Options(runs, systematic, faults, mostDeadBins);
        }

        public Options with(Systematic systematic) {
            return new Options(runs, systematic, faults, mostDeadBins);
        }

        public Options with(Faults faults) {
            return new Options(runs, systematic, faults, mostDeadBins);
        }

        public Options withoutDeadBins() {
            return new Options(runs, systematic, faults, 0);
        }
    }

    /** How the yield right of the middle differs from run to run. */
    public enum Systematic {
        NONE,
        /** 40 % more or less, as published. */
        TWO_VALUED,
        /** 40 % more, as it is, or 40 % less. */
        THREE_VALUED,
        /** Anything from 40 % less to 40 % more. */
        CONTINUOUS
    }

    /** How faults lie in time. */
    public enum Faults {
        /** Each in a run of its own, as published. */
        ISOLATED,
        /** Each for a number of runs in a row, 6 in the mean. */
        EPISODES
    }

    /** Sizes, each as likely. */
    public record Range(double low, double high) {
        double draw(Chance chance) {
            return low + (high - low) * chance.nextDouble();
        }

        /** Either sign, as likely. */
        double drawSigned(Chance chance) {
            return chance.nextBoolean() ? draw(chance) : -draw(chance);
        }
    }

    private DriftToy(long seed, Options options) {
        this.seed = seed;
        this.options = options;
    }

    /** All runs, numbered from 1. */
    public static List<ToyRun> runs(long seed, Options options) {
        return new DriftToy(seed, options).draw();
    }

    private List<ToyRun> draw() {
        double[] mean = levels("mean", MEAN_CHANGE);
        double[] width = levels("width", WIDTH_CHANGE);
        List<ToyFault> faultOf = faultOfEachRun();
        List<ToyRun> runs = new ArrayList<>(options.runs());
        for (int i = 0; i < options.runs(); i++) {
            double drift = AMPLITUDE * StrictMath.sin(2 * Math.PI * i / PERIOD);
            ToyRun.Gaussian healthy = new ToyRun.Gaussian(drift + mean[i], 1 + width[i]);
            boolean changed = i > 0 && (mean[i] != mean[i - 1] || width[i] != width[i - 1]);
            runs.add(run(i + 1, healthy, changed, faultOf.get(i)));
        }
        return runs;
    }

    /** Offset of each run: 0 until the first change, then what the last change drew; offsets do not add up. */
    private double[] levels(String of, Range size) {
        Chance chance = Chance.of(seed, "drift toy " + of);
        double[] levels = new double[options.runs()];
        double level = 0;
        for (int i = 0; i < levels.length; i++) {
            level = chance.nextDouble() < CHANGE ? size.drawSigned(chance) : level;
            levels[i] = level;
        }
        return levels;
    }

    private ToyRun run(int number, ToyRun.Gaussian healthy, boolean changed, ToyFault fault) {
        Chance chance = Chance.of(seed, "drift toy run", number);
        double systematic = systematic(chance);
        int produced = (int) ENTRIES.draw(chance);
        double[] counts = new double[BINS];
        ToyRun.Gaussian present = healthy.shifted(fault);
        for (int i = 0; i < produced; i++) {
            int bin = AXIS.indexOf(present.mean() + present.width() * chance.normal());
            if (bin >= 0 && bin < BINS) {
                counts[bin]++;
            }
        }
        for (int bin = BINS / 2; bin < BINS; bin++) {
            int more = chance.binomial((int) counts[bin], Math.abs(systematic));
            counts[bin] += systematic > 0 ? more : -more;
        }
        fault.deadBins().forEach(bin -> counts[bin] = 0);
        LumisectionId id = new LumisectionId(number, 1);
        return new ToyRun(id, Histogram.of(List.of(AXIS), counts), healthy, systematic, produced, changed, fault);
    }

    private double systematic(Chance chance) {
        double u = chance.nextDouble();
        return switch (options.systematic()) {
            case NONE -> 0;
            case TWO_VALUED -> u < 0.5 ? SYSTEMATIC : -SYSTEMATIC;
            case THREE_VALUED -> SYSTEMATIC * ((int) (3 * u) - 1);
            case CONTINUOUS -> SYSTEMATIC * (2 * u - 1);
        };
    }

    private List<ToyFault> faultOfEachRun() {
        Chance chance = Chance.of(seed, "drift toy faults");
        List<Integer> lengths = lengths(chance, (int) Math.round(BAD * options.runs()));
        int bad = lengths.stream().mapToInt(Integer::intValue).sum();
        int faults = lengths.size();
        Set<Integer> places = Set.copyOf(chosen(chance, options.runs() - bad + faults, faults));
        Set<Integer> ofMean = Set.copyOf(chosen(chance, faults, (int) (SHIFTED * faults)));
        Set<Integer> ofWidth = Set.copyOf(chosen(chance, faults, (int) (SHIFTED * faults)));
        List<ToyFault> each = new ArrayList<>(options.runs());
        int fault = 0;
        for (int place = 0; place < options.runs() - bad + faults; place++) {
            if (!places.contains(place)) {
                each.add(ToyFault.NONE);
                continue;
            }
            int length = lengths.get(fault);
            double mean = ofMean.contains(fault) ? MEAN_SHIFT.drawSigned(chance) : 0;
            double width = ofWidth.contains(fault) ? WIDTH_SHIFT.drawSigned(chance) : 0;
            ToyFault drawn = new ToyFault(each.size() + 1, length, mean, width, deadBins(chance));
            IntStream.range(0, length).forEach(i -> each.add(drawn));
            fault++;
        }
        return each;
    }

    /** How long faults last, {@code bad} runs together. */
    private List<Integer> lengths(Chance chance, int bad) {
        List<Integer> lengths = new ArrayList<>();
        for (int left = bad; left > 0; left -= lengths.getLast()) {
            int length = switch (options.faults()) {
                case ISOLATED -> 1;
                case EPISODES -> 1 + (int) (StrictMath.log(chance.positive()) / StrictMath.log(1 - 1 / MEAN_EPISODE));
            };
            lengths.add(Math.min(length, left));
        }
        return lengths;
    }

    private Set<Integer> deadBins(Chance chance) {
        return options.mostDeadBins() == 0
                ? Set.of()
                : Set.copyOf(chosen(chance, BINS, 1 + chance.nextInt(options.mostDeadBins())));
    }

    /** {@code wanted} different numbers below {@code bound}, each as likely. */
    private static List<Integer> chosen(Chance chance, int bound, int wanted) {
        int[] numbers = IntStream.range(0, bound).toArray();
        for (int i = 0; i < wanted; i++) {
            int other = i + chance.nextInt(bound - i);
            int swapped = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = swapped;
        }
        return Arrays.stream(numbers, 0, wanted).boxed().toList();
    }
}
