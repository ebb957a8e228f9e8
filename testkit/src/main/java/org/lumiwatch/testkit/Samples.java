package org.lumiwatch.testkit;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;

/** Random histograms, findings and ledger entries: odd on purpose, and the same for the same seed. */
public final class Samples {
    private static final List<List<Axis>> AXES = List.of(
            List.of(Axis.regular(7, -2.4, 2.4)),
            List.of(new Axis.Variable(List.of(0.0, 0.1, 1e-3 + 1, 50.0))),
            List.of(new Axis.Category(List.of("ok", "\"quoted\"", "π, \\ and more"))),
            List.of(Axis.regular(3, 0, 3), Axis.regular(5, 0, 1)),
            List.of(Axis.regular(4, 0, 4), Axis.regular(2, 0, 2), Axis.regular(3, 0, 3)));
    private static final double[] STEPS = {1, 300, 70_000, 0.5, 1.0 / 3, -1, -0.0, 1e300};

    private Samples() {}

    /** One to three dimensions, with or without flow bins, contents from single bits to fractions and huge values. */
    public static Histogram histogram(RandomGenerator random) {
        return histogram(random, random.nextInt(AXES.size()));
    }

    /** A histogram of a given element: its axes are always the same. */
    public static MonitorElement element(RandomGenerator random, LumisectionId at, ElementName name) {
        return new MonitorElement(name, at, histogram(random, Math.floorMod(name.hashCode(), AXES.size())));
    }

    private static Histogram histogram(RandomGenerator random, int kind) {
        List<Axis> axes = AXES.get(kind);
        boolean flow = random.nextBoolean();
        double step = STEPS[random.nextInt(STEPS.length)];
        int cells = axes.stream().mapToInt(axis -> axis.bins() + (flow ? 2 : 0)).reduce(1, (a, b) -> a * b);
        double[] contents = random.ints(cells, 0, 4).mapToDouble(i -> i * step).toArray();
        return flow ? Histogram.withFlow(axes, contents, cells) : Histogram.of(axes, contents, cells);
    }

    public static Finding finding(RandomGenerator random) {
        int x = random.nextInt(80);
        int z = random.nextInt(3);
        return new Finding(
                oneOf(random, FindingKind.values()),
                random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 3,
                new Box(x, 2, 0, x + random.nextInt(4), 3, z),
                random.nextBoolean() ? "" : "HBHE \"RBX\", 07",
                new Finding.Impact(random.nextDouble(), random.nextDouble()),
                random.nextDouble() * 300,
                new LumisectionId(355_100, 1 + random.nextInt(2000)));
    }

    public static LedgerEntry entry(RandomGenerator random, LumisectionId at, ElementName element) {
        LedgerEntry.State state = oneOf(random, LedgerEntry.State.values());
        return new LedgerEntry(
                at,
                element,
                oneOf(random, LedgerEntry.Pass.values()),
                new TestId(random.nextBoolean() ? "occupancy" : "shape", 1 + random.nextInt(2)),
                random.nextDouble() * 5,
                "%064x".formatted(random.nextLong()),
                random.nextInt(100_000),
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextDouble() * 10,
                oneOf(random, Calibration.values()),
                state,
                state == LedgerEntry.State.UNDECIDED ? "tooFewEntries" : "",
                state == LedgerEntry.State.BAD ? List.of(finding(random), finding(random)) : List.of(),
                "HEALTHY_CELLS",
                Instant.ofEpochSecond(1_700_000_000, random.nextInt(1_000_000_000)));
    }

    private static <T> T oneOf(RandomGenerator random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
