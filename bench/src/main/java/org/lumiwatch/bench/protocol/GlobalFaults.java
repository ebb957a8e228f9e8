package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.judge.FindingKind;

/**
 * B12: an element of which everything, or much, counts less at once while nothing in the conditions changed: is it told, and is it
 * ever learned silently? The same steps on record in the conditions must not alarm.
 */
public final class GlobalFaults implements Protocol<GlobalFaults.Trial> {
    static final double FALSE_INCIDENTS_PER_DAY = 1;
    static final String OURS = "Lumiwatch today";

    /** What the conditions say of a step. */
    enum Told {
        NOTHING("conditions unchanged"),
        /** The detector's configuration has another number. */
        CONFIGURATION("recorded as a change of configuration"),
        /** So has the trigger's prescale column. */
        PRESCALE("recorded as a change of configuration and prescale column");

        private final String label;

        Told(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What one seed gave. */
    public record Trial(List<Outcome> outcomes) {
        public Trial {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * One step with one contender.
     *
     * @param latency lumisections from onset to the first alarm while the step lasts, 1 for the first lumisection; 0 when none
     * @param named the same for the first alarm that says that the whole element changed
     * @param lasting lumisections that the step lasted
     * @param returned whether the return to normal alarmed
     * @param quiet lumisections watched before the step
     * @param strangers alarms in them
     */
    record Outcome(
            CalorimeterMap map,
            GlobalStep step,
            Told told,
            String contender,
            Role role,
            int latency,
            int named,
            int lasting,
            boolean returned,
            int quiet,
            int strangers) {

        /** What was met. */
        record Met(CalorimeterMap map, GlobalStep step, Told told) {}

        /** Who met it. */
        record Who(String contender, Role role) {}

        /** From all alarms of a walk. */
        static Outcome of(Met met, GlobalCourse.Sizes sizes, Who who, List<Alarm> alarms) {
            int lasting = sizes.lasting(met.told());
            return new Outcome(
                    met.map(),
                    met.step(),
                    met.told(),
                    who.contender(),
                    who.role(),
                    count(alarms, sizes, lasting, Set.of(FindingKind.values())),
                    count(alarms, sizes, lasting, Set.of(FindingKind.GLOBAL)),
                    lasting,
                    alarms.stream()
                            .mapToInt(alarm -> alarm.raised() - sizes.onset() - lasting)
                            .anyMatch(since -> since >= 0 && since < met.step().within()),
                    sizes.quiet(),
                    (int) alarms.stream()
                            .filter(alarm -> alarm.raised() < sizes.onset())
                            .filter(alarm -> alarm.raised() >= sizes.onset() - sizes.quiet())
                            .count());
        }

        /** Lumisections from the onset to the first alarm of these kinds; 0 when there is none. */
        private static int count(List<Alarm> alarms, GlobalCourse.Sizes sizes, int lasting, Set<FindingKind> kinds) {
            return alarms.stream()
                    .filter(alarm -> kinds.contains(alarm.kind()))
                    .mapToInt(alarm -> alarm.raised() - sizes.onset() + 1)
                    .filter(latency -> latency >= 1 && latency <= lasting)
                    .min()
                    .orElse(0);
        }

        boolean foundInTime() {
            return latency > 0 && latency <= step.within();
        }

        boolean namedInTime() {
            return named > 0 && named <= step.within();
        }

        /** Never told while it lasted, or so well learned that health was told as a fault. */
        boolean learnedSilently() {
            return latency == 0 || returned;
        }
    }

    @Override
    public String id() {
        return "B12";
    }

    @Override
    public String title() {
        return "Is a fault of the whole element told, never learned, and a recorded change left alone?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    static List<CalorimeterMap> maps(Size size) {
        return switch (size) {
            case QUICK -> List.of(CalorimeterMap.ECAL_BARREL);
            case FULL -> List.of(CalorimeterMap.values());
        };
    }

    static List<GlobalStep> steps(Size size) {
        return switch (size) {
            case QUICK -> List.of(GlobalStep.ALL_95, GlobalStep.ONE_END);
            case FULL -> List.of(GlobalStep.values());
        };
    }

    static GlobalCourse.Sizes sizes(Size size) {
        return switch (size) {
            case QUICK -> new GlobalCourse.Sizes(50, 50, 10, 25, 6, 6);
            case FULL -> new GlobalCourse.Sizes(100, 150, 50, 120, 21, 15);
        };
    }

    @Override
    public Trial trial(long seed, Size size) {
        List<Outcome> outcomes = new ArrayList<>();
        for (CalorimeterMap map : maps(size)) {
            GlobalCourse course = new GlobalCourse(map, seed, sizes(size));
            for (GlobalStep step : steps(size)) {
                for (Told told : Told.values()) {
                    course.walk(step, told)
                            .forEach((watcher, alarms) -> outcomes.add(Outcome.of(
                                    new Outcome.Met(map, step, told),
                                    sizes(size),
                                    new Outcome.Who(watcher.name(), watcher.role()),
                                    alarms)));
                }
            }
        }
        return new Trial(outcomes);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        return new GlobalFaultsReport(
                        maps(size),
                        steps(size),
                        trials.stream().map(Trial::outcomes).toList())
                .report(size);
    }
}
