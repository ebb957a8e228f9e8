package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import org.lumiwatch.testkit.InMemoryWorkspace;

/** A clustered map, a map of events over threshold and a distribution, from a producer that breaks and is mended. */
class BrokenProducerTest {
    private static final Origin ORIGIN = new Origin("test", 0);
    private static final ElementName CLUSTERED = new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy");
    private static final ElementName BINOMIAL = new ElementName("DigiTask_Occupancy_depth_depth3");
    private static final ElementName LINE = new ElementName("Tracker/charge");
    private static final Map<ElementName, List<Axis>> AXES = Map.of(
            CLUSTERED, List.of(Axis.regular(72, 0, 72), Axis.regular(34, -17, 17)),
            BINOMIAL, List.of(Axis.regular(84, -42, 42), Axis.regular(72, 0, 72)),
            LINE, List.of(Axis.regular(50, 0, 50)));
    private static final int EVENTS = 1800;
    private static final double[] ABSURD = {0, -5, 1e-300, 3, 1000};
    private static final List<DoubleUnaryOperator> NONSENSE = List.of(
            count -> 0, count -> -count, count -> 1e300, count -> count + 0.5, count -> 1e6 * count, count -> 1e15);
    private static final int RUN = 7;

    private final SplittableRandom random = new SplittableRandom(1);
    private final InMemoryWorkspace workspace = new InMemoryWorkspace();

    @Test
    void theWatchGoesOnAndWhatComesAfterIsGood() {
        Monitor.Parts parts = new Monitor.Parts(
                new Examination(
                        new Examination.Setup(QualityTests.all(), Geometries.builtIn(), TestOptions.defaults(), 2)),
                new ContinualLearner(ContinualLearner.Options.defaults()),
                new IncidentTracker(IncidentTracker.Options.defaults()),
                () -> Instant.EPOCH,
                Duration.ofDays(1),
                25);
        int number = 0;
        try (Monitor monitor = Monitor.open(workspace, parts, List.of(), examined -> {})) {
            while (number < 80) {
                send(monitor, new LumisectionId(RUN, ++number), EVENTS, 50 - 0.1 * number, count -> count);
            }
            for (double absurd : ABSURD) {
                send(monitor, new LumisectionId(RUN, ++number), absurd, 50, count -> count);
                send(monitor, new LumisectionId(RUN, ++number), EVENTS, absurd, count -> count);
            }
            for (DoubleUnaryOperator nonsense : NONSENSE) {
                send(monitor, new LumisectionId(RUN, ++number), EVENTS, 45, nonsense);
            }
            LumisectionId rebinned = new LumisectionId(RUN, ++number);
            AXES.forEach((name, axes) ->
                    accept(monitor, new MonitorElement(name, rebinned, Histogram.empty(twiceAsFine(axes)))));
            monitor.finish();
            // the clock goes back, to a lumisection that was, to one that was never there, and to another run
            send(monitor, new LumisectionId(RUN, 40), EVENTS, 45, count -> count);
            send(monitor, new LumisectionId(RUN - 1, 5), EVENTS, 45, count -> count);
            while (number < 140) {
                send(monitor, new LumisectionId(RUN, ++number), EVENTS, 50 - 0.1 * number, count -> count);
            }
        }

        Map<LumisectionId, Integer> entries = new TreeMap<>();
        Map<ElementName, Integer> bad = new TreeMap<>();
        workspace
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        workspace.ledger().judged(LedgerEntry.Pass.ONLINE),
                        LedgerEntry.Pass.ONLINE,
                        entry -> {
                            entries.merge(entry.at(), 1, Integer::sum);
                            boolean late = entry.at().number() > 120;
                            bad.merge(
                                    entry.element(),
                                    late && entry.state() != LedgerEntry.State.GOOD ? 1 : 0,
                                    Integer::sum);
                        });
        assertThat(entries)
                .hasSize(number + 1)
                .allSatisfy((id, count) -> assertThat(count).isEqualTo(AXES.size()));
        assertThat(bad)
                .hasSize(AXES.size())
                .allSatisfy((name, count) -> assertThat(count).as("%s", name).isZero());
        assertThat(workspace.quarantined())
                .hasSize(AXES.size())
                .allSatisfy(one -> assertThat(one.reason()).contains("differs from the one kept"));
    }

    private void send(Monitor monitor, LumisectionId at, double events, double pileup, DoubleUnaryOperator garble) {
        monitor.accept(new Delivery.Conditioned(
                ORIGIN,
                new LumisectionConditions(at, Map.of(Quantity.EVENTS, events, Quantity.PILEUP, pileup), Map.of())));
        AXES.forEach((name, axes) -> {
            double[] counts = Arrays.stream(drawn(name)).map(garble).toArray();
            accept(monitor, new MonitorElement(name, at, Histogram.of(axes, counts)));
        });
        monitor.finish();
    }

    private static void accept(Monitor monitor, MonitorElement element) {
        monitor.accept(new Delivery.Histogrammed(ORIGIN, "", element));
    }

    private static List<Axis> twiceAsFine(List<Axis> axes) {
        return axes.stream().map(axis -> Axis.regular(2 * axis.bins(), 0, 1)).toList();
    }

    private double[] drawn(ElementName name) {
        int cells = AXES.get(name).stream().mapToInt(Axis::bins).reduce(1, (one, other) -> one * other);
        double[] counts = new double[cells];
        Arrays.setAll(counts, cell -> {
            double share = 0.2 + 0.6 * (cell % 97) / 97;
            double mean = name.equals(BINOMIAL) ? EVENTS * share : 400 * share;
            double variance = name.equals(CLUSTERED) ? 8 * mean : name.equals(BINOMIAL) ? mean * (1 - share) : mean;
            return Math.max(0, Math.rint(mean + Math.sqrt(variance) * random.nextGaussian()));
        });
        return counts;
    }
}
