package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.contender.CellWatcher;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Situation;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.neural.Design;

/** A3: Lumiwatch's judging of maps with networks as further members. */
public final class NetworkMembers implements Protocol<NetworkMembers.Trial> {
    private static final double FALSE_INCIDENTS_PER_DAY = 1;
    private static final List<List<Design>> MEMBERS = List.of(
            List.of(Design.CELL_CLASSIFIER),
            List.of(Design.CONVOLUTIONAL_AUTOENCODER),
            List.of(Design.MASKED_CONVOLUTIONS),
            List.of(Design.CELL_CLASSIFIER, Design.CONVOLUTIONAL_AUTOENCODER, Design.MASKED_CONVOLUTIONS));
    private static final List<Subject> SUBJECTS = List.of(Subject.ECAL_BARREL, Subject.PIXEL);
    private static final List<FaultClass> CLASSES = List.of(
            new FaultClass(Shape.CELL, 2, 12),
            new FaultClass(Shape.CELL, 1.5, 20),
            new FaultClass(Shape.CELL, 0.5, 12),
            new FaultClass(Shape.CELL, 0.7, 40),
            new FaultClass(Shape.BLOCK, 0.8, 30));
    private static final List<String> NOTES = List.of(
            "Networks are trained on the history, validated on its last fifth, and judge at the same budget: seven tenths of it stay with"
                    + " Lumiwatch's own test, the rest goes to whoever finds canaries that the others miss.",
            "Latencies as in B3: a fault that was not found counts as found at its end.");

    /** Walks of one seed, by subject. */
    public record Trial(Map<String, List<Walk>> walks) {}

    @Override
    public String id() {
        return "A3";
    }

    @Override
    public String title() {
        return "What do networks add to the judging of maps?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 3);
    }

    @Override
    public boolean hasLimit() {
        return false;
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        Stretches stretches = size == Size.QUICK ? new Stretches(40, 10, 30) : new Stretches(300, 200, 500);
        Map<String, List<Walk>> walks = new LinkedHashMap<>();
        for (Subject subject : size == Size.QUICK ? SUBJECTS.subList(1, 2) : SUBJECTS) {
            Scene scene = Scene.of(Situation.usual(subject), seed, stretches, CLASSES);
            List<NetworkedWatcher> networked = new ArrayList<>();
            for (List<Design> members : size == Size.QUICK ? MEMBERS.subList(1, 2) : MEMBERS) {
                networked.add(new NetworkedWatcher(
                        members, scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY, size.of(1, 20), seed));
            }
            List<Watcher> watchers = new ArrayList<>(networked);
            watchers.addFirst(new CellWatcher(
                    new EwmaPulls("EWMA (DINAMO-S)"),
                    CellWatcher.Options.calibrated(List.of(1, 3, 6), CellWatcher.Policy.GATED)));
            watchers.addFirst(new Present(scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY));
            List<Walk> of = new ArrayList<>();
            scene.course()
                    .walk(watchers, FALSE_INCIDENTS_PER_DAY)
                    .forEach((watcher, alarms) -> of.add(new Walk(
                            watcher.name(),
                            watcher.role(),
                            stretches.watch(),
                            Encounter.strangers(scene.faults(), alarms, stretches.firstWatched()),
                            Encounter.of(scene.faults(), alarms))));
            walks.put(subject.label(), of);
            networked.forEach(NetworkedWatcher::close);
        }
        return new Trial(walks);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Table> tables = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (String subject : trials.getFirst().walks().keySet()) {
            LatencyReport report = new LatencyReport(
                    subject,
                    CLASSES,
                    trials.stream()
                            .map(trial -> trial.walks().getOrDefault(subject, List.of()))
                            .toList());
            tables.add(report.means());
            List<String> worse = MEMBERS.stream()
                    .map(NetworkedWatcher::nameWith)
                    .filter(report.worseThan(Present.NAME)::contains)
                    .toList();
            targets.add(Target.of(
                    subject + ": nothing gets worse beyond the interval with networks",
                    worse.isEmpty() ? "nothing" : "worse " + String.join("; ", worse),
                    worse.isEmpty()));
        }
        return new Report(Report.Data.SIMULATED, tables, List.of(), targets, NOTES);
    }
}
