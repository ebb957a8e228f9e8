package org.lumiwatch.bench.contender;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.Role;
import org.lumiwatch.compare.Ingredient;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.IncidentChange;
import org.lumiwatch.monitor.IncidentChange.Occasion;
import org.lumiwatch.monitor.IncidentTracker;
import org.lumiwatch.monitor.Lumisection;

/** Lumiwatch as it is today: the examination, learner and incidents of {@code watch}, in memory, at its own stated budget. */
public final class Present implements Watcher, AutoCloseable {
    public static final String NAME = "Lumiwatch today";

    private final String name;
    private final Role role;
    private final Examination.Setup setup;
    private final Examination examination;
    private final ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
    private final IncidentTracker tracker = new IncidentTracker(IncidentTracker.Options.defaults());
    private final Map<LumisectionId, Integer> places = new HashMap<>();
    private @Nullable Judgement last;

    /** @param falseIncidentsPerDay stated budget, all of which this element gets */
    public Present(ElementName element, Geometry geometry, double falseIncidentsPerDay) {
        this(NAME, Role.OURS, element, geometry, falseIncidentsPerDay, Set.of());
    }

    /** Name of the one that lacks an ingredient. */
    public static String nameWithout(Ingredient ingredient) {
        return "without: " + ingredient.label();
    }

    /** The same without one of its ingredients. */
    public static Present without(
            Ingredient ingredient, ElementName element, Geometry geometry, double falseIncidentsPerDay) {
        return new Present(
                nameWithout(ingredient), Role.CONTROL, element, geometry, falseIncidentsPerDay, Set.of(ingredient));
    }

    private Present(
            String name,
            Role role,
            ElementName element,
            Geometry geometry,
            double falseIncidentsPerDay,
            Set<Ingredient> without) {
        Geometries geometries = Geometries.builtIn()
                .preceded(List.of(new Geometries.Binding(ElementGlob.of(element.path()), geometry)));
        this(
                name,
                role,
                new Examination.Setup(
                        QualityTests.allWithout(without),
                        geometries,
                        new TestOptions(falseIncidentsPerDay, 0, false),
                        1));
    }

    private Present(String name, Role role, Examination.Setup setup) {
        this.name = name;
        this.role = role;
        this.setup = setup;
        this.examination = new Examination(setup);
    }

    /** Another with the same memory, by way of what a monitor saves, that goes its own way from now on. */
    public Present copy() {
        return copy(name, setup);
    }

    /** The same, judging by other kinds of tests, which read what these saved. */
    public Present copyWith(String other, List<QualityTestKind> kinds) {
        return copy(other, new Examination.Setup(kinds, setup.geometries(), setup.options(), setup.threads()));
    }

    private Present copy(String called, Examination.Setup by) {
        Present copy = new Present(called, role, by);
        copy.places.putAll(places);
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(memory);
            examination.save(out);
            learner.save(out);
            tracker.save(out);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(memory.toByteArray()));
            copy.examination.restore(in);
            copy.learner.restore(in);
            copy.tracker.restore(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public void train(List<Observed> history) {
        history.forEach(this::watch);
    }

    /** Calibrates itself as it goes; nothing is to be set. */
    @Override
    public void settle(double falseIncidentsPerDay) {}

    @Override
    public List<Alarm> watch(Observed observed) {
        return watch(observed, List.of());
    }

    /**
     * The same with other elements of the lumisection, which share the budget; alarms are of the observed one.
     *
     * @param companions the same elements every time
     */
    public List<Alarm> watch(Observed observed, List<MonitorElement> companions) {
        places.put(observed.element().at(), observed.index());
        Examined examined = examine(observed, companions);
        last = examined.judgementOf(observed.element().name());
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (Examined.Part part : examined.parts()) {
            lessons.put(part.judgement().element().name(), learner.lesson(part.judgement(), examined.conditions()));
        }
        List<Alarm> alarms = new ArrayList<>();
        for (IncidentChange change : tracker.take(examined, lessons)) {
            if (change.occasion().alarms()
                    && change.occasion() != Occasion.RECOVERED
                    && change.incident().elements().contains(observed.element().name())) {
                alarms.add(alarm(change.incident(), observed.index()));
            }
        }
        examination.learn(examined, lessons);
        return alarms;
    }

    /** What was said of the lumisection watched last. */
    public Judgement last() {
        return Objects.requireNonNull(last, "nothing watched yet (expected: watch first)");
    }

    /** Without what was there before it learned anything: that is known, not alarmed. */
    @Override
    public List<Box> suspected() {
        return tracker.followed().stream()
                .filter(incident -> incident.recovery().isEmpty())
                .filter(incident -> !incident.note().equals(IncidentTracker.FROM_THE_START))
                .map(incident -> incident.worst().box())
                .toList();
    }

    private Examined examine(Observed observed, List<MonitorElement> companions) {
        List<MonitorElement> all = new ArrayList<>(companions);
        all.add(observed.element());
        return examination.examine(new Lumisection(observed.element().at(), all), observed.conditions());
    }

    /** What it says of a lumisection, without learning it. */
    public Judgement judge(Observed observed) {
        return judge(observed, List.of());
    }

    /** The same with other elements of the lumisection. */
    public Judgement judge(Observed observed, List<MonitorElement> companions) {
        return examine(observed, companions).judgementOf(observed.element().name());
    }

    private Alarm alarm(Incident incident, int index) {
        return new Alarm(
                index,
                places.getOrDefault(incident.onset(), index),
                incident.worst().kind(),
                incident.worst().box(),
                incident.worst().group());
    }

    @Override
    public void close() {
        examination.close();
    }
}
