package org.lumiwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.ledger.AuditEntry;
import org.lumiwatch.ledger.HistogramStore.Added;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/** What every workspace promises. Implement {@link #open} and inherit the tests. */
public abstract class WorkspaceContract {
    private static final ElementGlob ALL = ElementGlob.of("*");
    private static final ElementName HITS = new ElementName("Pixel/hits +z");
    private static final ElementName CHARGE = new ElementName("Pixel/charge");
    private static final List<Axis> AXES = List.of(Axis.regular(3, 0, 1));

    @TempDir
    Path folder;

    /** A workspace in {@code folder}, new when the folder is empty. */
    protected abstract Workspace open(Path folder);

    @Test
    void whatWasAddedComesBackRisingByLumisectionThenName() {
        try (Workspace workspace = open(folder)) {
            List<MonitorElement> shuffled =
                    List.of(element(2, 1, HITS), element(1, 10, HITS), element(1, 9, HITS), element(1, 10, CHARGE));
            assertThat(workspace.histograms().add(shuffled)).isEqualTo(new Added(4, 0, List.of()));
            assertThat(held(workspace))
                    .containsExactly(shuffled.get(2), shuffled.get(3), shuffled.get(1), shuffled.get(0));
        }
    }

    @Test
    void everyKindOfHistogramComesBackEqual() {
        try (Workspace workspace = open(folder)) {
            SplittableRandom random = new SplittableRandom(1);
            List<MonitorElement> some = IntStream.rangeClosed(1, 200)
                    .mapToObj(ls -> new MonitorElement(HITS, new LumisectionId(1, ls), Samples.histogram(random)))
                    .toList();
            workspace.histograms().add(some);
            assertThat(held(workspace)).isEqualTo(some);
            workspace.histograms().seal(1);
            assertThat(held(workspace)).isEqualTo(some);
            assertThat(workspace.histograms().find(some.get(17).at(), HITS)).contains(some.get(17));
        }
    }

    @Test
    void theSameHistogramTwiceIsKeptOnce() {
        try (Workspace workspace = open(folder)) {
            List<MonitorElement> some = List.of(element(1, 1, HITS), element(1, 2, HITS));
            workspace.histograms().add(some);
            assertThat(workspace.histograms().add(some)).isEqualTo(new Added(0, 2, List.of()));
            workspace.histograms().seal(1);
            assertThat(workspace.histograms().add(some)).isEqualTo(new Added(0, 2, List.of()));
            assertThat(held(workspace)).isEqualTo(some);
        }
    }

    @Test
    void theSameHistogramTwiceInOneBatchIsKeptOnce() {
        try (Workspace workspace = open(folder)) {
            MonitorElement one = element(1, 1, HITS);
            assertThat(workspace.histograms().add(List.of(one, one))).isEqualTo(new Added(1, 1, List.of()));
            assertThat(held(workspace)).containsExactly(one);
        }
    }

    @Test
    void aDifferingHistogramForTheSamePlaceIsHandedBackAndNotKept() {
        try (Workspace workspace = open(folder)) {
            MonitorElement one = element(1, 1, HITS);
            MonitorElement other = new MonitorElement(HITS, one.at(), Histogram.of(AXES, 9, 9, 9));
            workspace.histograms().add(List.of(one));
            assertThat(workspace.histograms().add(List.of(other, element(1, 2, HITS))))
                    .isEqualTo(new Added(1, 0, List.of(other)));
            assertThat(workspace.histograms().find(one.at(), HITS)).contains(one);
        }
    }

    @Test
    void aHistogramWithoutFlowBinsDuplicatesTheSameOneWithThem() {
        try (Workspace workspace = open(folder)) {
            LumisectionId at = new LumisectionId(1, 1);
            MonitorElement with =
                    new MonitorElement(HITS, at, Histogram.withFlow(AXES, new double[] {7, 1, 2, 3, 8}, 21));
            MonitorElement without = new MonitorElement(HITS, at, Histogram.of(AXES, new double[] {1, 2, 3}, 21));
            workspace.histograms().add(List.of(with));
            assertThat(workspace.histograms().add(List.of(without))).isEqualTo(new Added(0, 1, List.of()));
            assertThat(held(workspace)).containsExactly(with);
        }
    }

    @Test
    void readingIsLimitedToNamesAndLumisections() {
        try (Workspace workspace = open(folder)) {
            workspace.histograms().add(List.of(element(1, 1, HITS), element(1, 2, CHARGE), element(1, 3, HITS)));
            LumisectionSet within =
                    LumisectionSet.ofRanges(Map.of(1, List.of(new LumisectionRange(2, LumisectionRange.END_OF_RUN))));
            List<MonitorElement> read = new ArrayList<>();
            workspace.histograms().read(ElementGlob.of("*hits*"), within, read::add);
            assertThat(read).containsExactly(element(1, 3, HITS));
            workspace.histograms().read(ElementGlob.of("nothing"), within, read::add);
            assertThat(read).hasSize(1);
        }
    }

    @Test
    void aReaderMayWriteWhileItReads() {
        try (Workspace workspace = open(folder)) {
            workspace.histograms().add(List.of(element(1, 1, HITS), element(1, 2, HITS)));
            workspace
                    .histograms()
                    .read(
                            ALL,
                            workspace.histograms().lumisections(),
                            one -> workspace
                                    .histograms()
                                    .add(List.of(new MonitorElement(CHARGE, one.at(), one.histogram()))));
            assertThat(workspace.histograms().elements()).containsExactly(CHARGE, HITS);
            assertThat(held(workspace)).hasSize(4);
        }
    }

    @Test
    void aLateLumisectionJoinsItsSealedRun() {
        try (Workspace workspace = open(folder)) {
            workspace.histograms().add(List.of(element(1, 1, HITS), element(1, 3, HITS)));
            workspace.histograms().seal(1);
            workspace.histograms().seal(7);
            workspace.histograms().add(List.of(element(1, 2, HITS)));
            workspace.histograms().seal(1);
            workspace.histograms().add(List.of(element(1, 4, HITS)));
            assertThat(held(workspace))
                    .containsExactly(
                            element(1, 1, HITS), element(1, 2, HITS), element(1, 3, HITS), element(1, 4, HITS));
            assertThat(workspace.histograms().lumisections())
                    .isEqualTo(LumisectionSet.ofRanges(Map.of(1, List.of(new LumisectionRange(1, 4)))));
        }
    }

    @Test
    void whatIsNotHeldIsNotFound() {
        try (Workspace workspace = open(folder)) {
            assertThat(workspace.histograms().find(new LumisectionId(1, 1), HITS))
                    .isEmpty();
            assertThat(workspace.histograms().lumisections().isEmpty()).isTrue();
            assertThat(workspace.histograms().elements()).isEmpty();
            assertThat(workspace.ledger().judged(LedgerEntry.Pass.ONLINE).isEmpty())
                    .isTrue();
            assertThat(workspace.state("none")).isEmpty();
        }
    }

    @Test
    void aLaterLedgerEntrySupersedesOnlyItsOwnKey() {
        try (Workspace workspace = open(folder)) {
            SplittableRandom random = new SplittableRandom(3);
            LumisectionId at = new LumisectionId(1, 5);
            List<LedgerEntry> entries = IntStream.range(0, 40)
                    .mapToObj(i -> Samples.entry(random, at, i % 2 == 0 ? HITS : CHARGE))
                    .toList();
            workspace.ledger().append(entries.subList(0, 25));
            workspace.ledger().append(entries.subList(25, 40));
            Map<Object, LedgerEntry> last = new java.util.HashMap<>();
            entries.forEach(entry -> last.put(List.of(entry.element(), entry.test(), entry.pass()), entry));
            List<LedgerEntry> read = new ArrayList<>();
            for (LedgerEntry.Pass pass : LedgerEntry.Pass.values()) {
                workspace.ledger().read(ALL, LumisectionSet.of(List.of(at)), pass, read::add);
            }
            assertThat(read).containsExactlyInAnyOrderElementsOf(last.values());
            assertThat(read.getFirst().element()).isEqualTo(CHARGE);
        }
    }

    @Test
    void theLedgerKnowsNamesThatHaveNoHistogram() {
        try (Workspace workspace = open(folder)) {
            workspace.ledger().append(List.of(Samples.entry(new SplittableRandom(2), new LumisectionId(4, 2), HITS)));
            assertThat(workspace.histograms().elements()).isEmpty();
        }
    }

    @Test
    void anIncidentIsReplacedById() {
        try (Workspace workspace = open(folder)) {
            Incident lasting = incident(2, null);
            Incident recovered = incident(2, new LumisectionId(1, 12));
            workspace.incidents().put(lasting);
            workspace.incidents().put(incident(1, null));
            workspace.incidents().put(recovered);
            assertThat(workspace.incidents().all()).containsExactly(incident(1, null), recovered);
        }
    }

    @Test
    void labelsStayInTheOrderTheyWereRecorded() {
        try (Workspace workspace = open(folder)) {
            Label good = label(Quality.GOOD, 0.5);
            Label bad = label(Quality.BAD, 1);
            workspace.labels().add(List.of(good, bad));
            workspace.labels().add(List.of(good));
            assertThat(workspace.labels().all()).containsExactly(good, bad, good);
        }
    }

    @Test
    void newerConditionsWinAndTheRestStays() {
        try (Workspace workspace = open(folder)) {
            LumisectionId at = new LumisectionId(1, 1);
            Quantity voltage = new Quantity("HV/sector 3", "V");
            Instant noon = Instant.parse("2026-05-01T12:00:00.123456789Z");
            workspace.add(new Conditions(
                    List.of(new LumisectionConditions(
                            at, Map.of(Quantity.PILEUP, 40.5, Quantity.EVENTS, 100.0), Map.of("ebp_ready", true))),
                    List.of(new TimeSeries(voltage, Map.of(noon, 300.0, noon.plusNanos(1), 301.0)))));
            workspace.add(new Conditions(
                    List.of(new LumisectionConditions(at, Map.of(Quantity.PILEUP, 41.0), Map.of("ebp_ready", false))),
                    List.of(new TimeSeries(voltage, Map.of(noon, 0.0)))));
            assertThat(workspace.conditions().at(at))
                    .isEqualTo(new LumisectionConditions(
                            at, Map.of(Quantity.PILEUP, 41.0, Quantity.EVENTS, 100.0), Map.of("ebp_ready", false)));
            TimeSeries series = workspace.conditions().series().iterator().next();
            assertThat(series.channel()).isEqualTo(voltage);
            assertThat(series.points()).isEqualTo(Map.of(noon, 0.0, noon.plusNanos(1), 301.0));
        }
    }

    @Test
    void notesComeBackInOrder() {
        try (Workspace workspace = open(folder)) {
            Delivery.Rejected first = new Delivery.Rejected(new Origin("a,\"b\".csv", 17), "row: 3 cells", "1,2,3\n");
            Delivery.Rejected second = new Delivery.Rejected(new Origin("a", 0), "", "");
            workspace.quarantine(List.of(first, second));
            workspace.quarantine(List.of(first));
            assertThat(workspace.quarantined()).containsExactly(first, second, first);
            AuditEntry entry = new AuditEntry(Instant.EPOCH, "ana", "lumiwatch import 'x y.csv'");
            workspace.audit(entry);
            workspace.audit(entry);
            assertThat(workspace.audited()).containsExactly(entry, entry);
        }
    }

    @Test
    void aStateIsReplacedByName() {
        try (Workspace workspace = open(folder)) {
            workspace.putState("memory/a", new byte[] {1, -1, 0});
            workspace.putState("memory/b", new byte[0]);
            workspace.putState("memory/a", new byte[] {2});
            assertThat(workspace.state("memory/a")).containsExactly(2);
            assertThat(workspace.state("memory/b")).isEmpty();
        }
    }

    private static List<MonitorElement> held(Workspace workspace) {
        List<MonitorElement> held = new ArrayList<>();
        workspace.histograms().read(ALL, workspace.histograms().lumisections(), held::add);
        return held;
    }

    private static MonitorElement element(int run, int ls, ElementName name) {
        return new MonitorElement(
                name,
                new LumisectionId(run, ls),
                Histogram.of(AXES, run, ls, name.path().length()));
    }

    private static Incident incident(long id, @Nullable LumisectionId recovered) {
        return new Incident(
                id,
                new LumisectionId(1, 2),
                new LumisectionId(1, 3),
                new LumisectionId(1, 11),
                recovered,
                List.of(CHARGE, HITS),
                Samples.finding(new SplittableRandom(id)),
                recovered == null ? Incident.Status.ACKNOWLEDGED : Incident.Status.RECOVERED,
                true,
                "seen by \"ana\"");
    }

    private static Label label(Quality quality, double trust) {
        LumisectionSet set = LumisectionSet.ofRanges(Map.of(
                3, List.of(new LumisectionRange(1, 5), new LumisectionRange(7, 7)),
                4, List.of(new LumisectionRange(1, LumisectionRange.END_OF_RUN))));
        return new Label(
                set, quality, "Golden.json", trust, "ana", Instant.parse("2026-01-01T00:00:00Z"), "why: \"x\"");
    }
}
