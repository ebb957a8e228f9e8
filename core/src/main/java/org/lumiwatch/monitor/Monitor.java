package org.lumiwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import org.lumiwatch.truth.GroundTruth;
import org.lumiwatch.truth.Quality;

/**
 * The live loop: deliveries come in; complete lumisections are examined, kept, and only then told and learned from.
 *
 * <p>A lumisection is acknowledged, that is handed to {@code told}, once histograms and verdicts are on disc. Killed at any moment, a
 * new monitor on the same workspace takes up where the old one was: it restores the saved memory and repeats, with the lessons kept
 * in the ledger, what came after. Mutable; one thread at a time.
 */
public final class Monitor implements AutoCloseable {
    private static final ElementGlob ALL = ElementGlob.of("*");

    private final Workspace workspace;
    private final Parts parts;
    private final List<AlarmSink> sinks;
    private final Consumer<Examined> told;
    private final Resumption resumption;
    private final LumisectionAssembler assembler;
    private final Map<LumisectionId, LumisectionConditions> conditions = new HashMap<>();
    private final List<LumisectionConditions> freshConditions = new ArrayList<>();
    private final List<TimeSeries> freshSeries = new ArrayList<>();
    private final List<Delivery.Rejected> rejected = new ArrayList<>();
    private LumisectionSet judged;
    private Instant lastRecorded = Instant.EPOCH;
    private Instant lastSaved;
    private int sinceSaved;
    private long refused;
    private LumisectionSet unlearned = LumisectionSet.empty();

    /**
     * What a monitor is made of.
     *
     * @param clock that stamps entries
     * @param patience how long an unfinished lumisection is waited for
     * @param savedEvery lumisections between two savings of all memory; more means a longer start after a crash
     */
    public record Parts(
            Examination examination,
            ContinualLearner learner,
            IncidentTracker tracker,
            InstantSource clock,
            Duration patience,
            int savedEvery) {}

    private Monitor(Workspace workspace, Parts parts, List<AlarmSink> sinks, Consumer<Examined> told) {
        this.workspace = workspace;
        this.parts = parts;
        this.sinks = List.copyOf(sinks);
        this.told = told;
        this.resumption = new Resumption(workspace, parts);
        this.assembler = new LumisectionAssembler(parts.patience());
        this.judged = workspace.ledger().judged(LedgerEntry.Pass.ONLINE);
        this.lastSaved = parts.clock().instant();
        for (LumisectionConditions known : workspace.conditions().all()) {
            conditions.put(known.id(), known);
        }
    }

    /**
     * Begins, or takes up where an earlier monitor on this workspace was.
     *
     * @param told hears of every examined lumisection, after it is kept
     */
    public static Monitor open(Workspace workspace, Parts parts, List<AlarmSink> sinks, Consumer<Examined> told) {
        Monitor monitor = new Monitor(workspace, parts, sinks, told);
        LumisectionSet bad = new GroundTruth(workspace.labels().all())
                .believed(Quality.BAD, parts.clock().instant());
        monitor.unlearned = monitor.resumption.resume(bad, monitor::relive);
        parts.tracker().adopt(workspace.incidents().all());
        acknowledgedChanges(workspace).forEach(parts.learner()::acknowledge);
        return monitor;
    }

    /** Takes one delivery; what it completes is examined by {@link #proceed}. */
    public void accept(Delivery delivery) {
        switch (delivery) {
            case Delivery.Histogrammed histogrammed ->
                assembler.add(histogrammed.element(), parts.clock().instant());
            case Delivery.Conditioned(Origin origin, LumisectionConditions fresh) -> {
                conditions.merge(fresh.id(), fresh, LumisectionConditions::updatedWith);
                freshConditions.add(fresh);
            }
            case Delivery.Charted(Origin origin, TimeSeries series) -> freshSeries.add(series);
            case Delivery.Rejected refusal -> {
                rejected.add(refusal);
                refused++;
            }
        }
    }

    /** Examines every lumisection that is complete by now, and says how many. */
    public int proceed() {
        return examineAll(assembler.complete(parts.clock().instant()));
    }

    /** Examines everything that came, complete or not, and says how many lumisections. */
    public int finish() {
        return examineAll(assembler.rest());
    }

    /** Records refused since this monitor began. */
    public long refused() {
        return refused;
    }

    /** What had been learned and is labelled bad since; this monitor's memory is as if it had never been learned. */
    public LumisectionSet unlearned() {
        return unlearned;
    }

    private int examineAll(List<Lumisection> complete) {
        keepTheRest();
        int examined = 0;
        for (Lumisection lumisection : complete) {
            examined += take(lumisection);
        }
        return examined;
    }

    private void keepTheRest() {
        if (!freshConditions.isEmpty() || !freshSeries.isEmpty()) {
            workspace.add(new Conditions(freshConditions, freshSeries));
            freshConditions.clear();
            freshSeries.clear();
        }
        if (!rejected.isEmpty()) {
            workspace.quarantine(List.copyOf(rejected));
            rejected.clear();
        }
    }

    private int take(Lumisection arrived) {
        Lumisection kept = notYetJudged(keep(arrived));
        if (kept.elements().isEmpty()) {
            return 0;
        }
        Examined examined = parts.examination().examine(kept, conditionsOf(kept.id()));
        Map<ElementName, Lesson> lessons = lessonsOf(examined);
        workspace.ledger().append(LedgerPages.of(examined, lessons, nextInstant()));
        judged = judged.or(LumisectionSet.of(Set.of(kept.id())));
        told.accept(examined);
        for (IncidentChange change : parts.tracker().take(examined, lessons)) {
            tell(change);
        }
        parts.examination().learn(examined, lessons);
        saveNowAndThen();
        return 1;
    }

    /** Alarms first, then the record: killed in between, the alarm is raised again with the same id rather than lost. */
    private void tell(IncidentChange change) {
        if (change.occasion().alarms()) {
            sinks.forEach(sink -> sink.raise(change));
        }
        workspace.incidents().put(change.incident());
    }

    private Map<ElementName, Lesson> lessonsOf(Examined examined) {
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (Examined.Part part : examined.parts()) {
            lessons.put(
                    part.judgement().element().name(), parts.learner().lesson(part.judgement(), examined.conditions()));
        }
        return lessons;
    }

    private LumisectionConditions conditionsOf(LumisectionId id) {
        return conditions.getOrDefault(id, LumisectionConditions.unknown(id));
    }

    private Lumisection notYetJudged(Lumisection arrived) {
        if (!judged.contains(arrived.id())) {
            return arrived;
        }
        Set<ElementName> known = new TreeSet<>();
        workspace
                .ledger()
                .read(
                        ALL,
                        LumisectionSet.of(Set.of(arrived.id())),
                        LedgerEntry.Pass.ONLINE,
                        entry -> known.add(entry.element()));
        return new Lumisection(
                arrived.id(),
                arrived.elements().stream()
                        .filter(element -> !known.contains(element.name()))
                        .toList());
    }

    /** Keeps the histograms; where another one is kept already, that one is examined, and the newcomer is quarantined. */
    private Lumisection keep(Lumisection fresh) {
        HistogramStore.Added added = workspace.histograms().add(fresh.elements());
        if (added.conflicting().isEmpty()) {
            return fresh;
        }
        Set<ElementName> refusedNames = new TreeSet<>();
        for (MonitorElement element : added.conflicting()) {
            refusedNames.add(element.name());
            rejected.add(new Delivery.Rejected(
                    new Origin("%s of %s".formatted(element.name(), element.at()), 0),
                    "histogram: differs from the one kept (expected: the same); the first one stays",
                    element.histogram().toString()));
            refused++;
        }
        keepTheRest();
        List<MonitorElement> elements = new ArrayList<>();
        for (MonitorElement element : fresh.elements()) {
            if (refusedNames.contains(element.name())) {
                workspace.histograms().find(element.at(), element.name()).ifPresent(elements::add);
            } else {
                elements.add(element);
            }
        }
        return new Lumisection(fresh.id(), elements);
    }

    /** Stamps rise strictly, so that entries can be put back into the order in which they were made. */
    private Instant nextInstant() {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        lastRecorded = now.isAfter(lastRecorded) ? now : lastRecorded.plus(1, ChronoUnit.MICROS);
        return lastRecorded;
    }

    /** Repeats a lumisection of the ledger: nothing is scored anew, memory alone moves on. */
    private void relive(Lumisection lumisection, Map<ElementName, Lesson> lessons, Instant recorded, boolean followed) {
        lastRecorded = recorded.isAfter(lastRecorded) ? recorded : lastRecorded;
        if (lumisection.elements().isEmpty()) {
            return;
        }
        Examined examined = parts.examination().examine(lumisection, conditionsOf(lumisection.id()));
        lessonsOf(examined);
        if (!followed) {
            follow(examined, lessons);
        }
        parts.examination().learn(examined, lessons);
        sinceSaved++;
    }

    private void follow(Examined examined, Map<ElementName, Lesson> lessons) {
        Set<Long> kept = new TreeSet<>();
        workspace.incidents().all().forEach(incident -> kept.add(incident.id()));
        for (IncidentChange change : parts.tracker().take(examined, lessons)) {
            if (!kept.contains(change.incident().id())) {
                tell(change);
            }
        }
    }

    private void saveNowAndThen() {
        sinceSaved++;
        if (sinceSaved >= parts.savedEvery()) {
            save();
        }
    }

    /** Saves all memory, so that the next start is quick. */
    public void save() {
        resumption.save(lastRecorded, judged.count());
        for (Incident incident : parts.tracker().followed()) {
            workspace.incidents().put(incident);
        }
        lastSaved = parts.clock().instant();
        sinceSaved = 0;
    }

    /** When all memory was last saved. */
    public Instant lastSaved() {
        return lastSaved;
    }

    private static List<List<ElementName>> acknowledgedChanges(Workspace workspace) {
        return workspace.incidents().all().stream()
                .filter(incident -> incident.status() == Incident.Status.ACKNOWLEDGED)
                .filter(incident -> incident.worst().kind() == org.lumiwatch.judge.FindingKind.GLOBAL)
                .map(Incident::elements)
                .toList();
    }

    /** Saves and closes what it was made of, but not the workspace. */
    @Override
    public void close() {
        if (sinceSaved > 0) {
            save();
        }
        parts.examination().close();
        sinks.forEach(AlarmSink::close);
    }
}
