package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.IncidentTracker;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Fill;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * B13: with whole runs at hand, when was each fault, and which lumisections are good? Through the real parts: a workspace on disk,
 * the monitor, the look back, and certification by the standard rules.
 */
public final class HindsightCertification implements Protocol<HindsightCertification.Trial> {
    static final String OURS = "Lumiwatch today";

    static final List<FaultClass> CLASSES = List.of(
            new FaultClass(Shape.CELL, 0, 20),
            new FaultClass(Shape.CELL, 0.5, 30),
            new FaultClass(Shape.BLOCK, 0, 12),
            new FaultClass(Shape.BLOCK, 0.5, 20),
            new FaultClass(Shape.GROUP, 0, 8),
            new FaultClass(Shape.GROUP, 0.5, 15));

    /** What one seed gave. */
    public record Trial(List<Dated> dated, List<Kept> kept, Lone lone) {
        public Trial {
            dated = List.copyOf(dated);
            kept = List.copyOf(kept);
        }

        /** Collects one. Mutable. */
        static final class Builder {
            private final List<Dated> dated = new ArrayList<>();
            private final List<Kept> kept = new ArrayList<>();

            void add(Dated one) {
                dated.add(one);
            }

            void add(Kept one) {
                kept.add(one);
            }

            Trial with(Lone lone) {
                return new Trial(dated, kept, lone);
            }
        }
    }

    /**
     * When a contender says that a fault was.
     *
     * @param onset lumisections after the true onset, negative before
     * @param end lumisections after the true end, negative before
     */
    record Dated(
            String contender, Role role, CalorimeterMap map, String faultClass, boolean found, int onset, int end) {
        boolean onsetIsRight() {
            return found && Math.abs(onset) <= 1;
        }

        boolean endIsRight() {
            return found && Math.abs(end) <= 1;
        }
    }

    /**
     * What a contender makes of the lumisections.
     *
     * @param impacted lumisections with more broken than the rules tolerate
     * @param rejected those of them that are not certified as good
     * @param good recorded luminosity of all others, /pb
     * @param kept what of that is certified as good
     * @param undecided lumisections that are neither good nor bad
     */
    record Kept(
            String contender,
            Role role,
            int impacted,
            int rejected,
            double good,
            double kept,
            int undecided,
            int all) {}

    /**
     * One tower that is dead for long.
     *
     * @param incidents that touch it
     * @param others that do not
     * @param lost lumisections that are not certified as good
     */
    record Lone(int lasting, int incidents, int others, int lost) {}

    @Override
    public String id() {
        return "B13";
    }

    @Override
    public String title() {
        return "With whole runs at hand: when was each fault, and which lumisections are good?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        CertifiedCourse.Sizes sizes = switch (size) {
            case QUICK -> new CertifiedCourse.Sizes(20, 60, 1);
            case FULL -> new CertifiedCourse.Sizes(100, 200, 2);
        };
        return new CertifiedCourse(CLASSES, seed, sizes).measured().with(lone(seed, size.of(40, 1000)));
    }

    private static Lone lone(long seed, int lasting) {
        int history = 40;
        Subdetector barrel = CalorimeterMap.ECAL_BARREL.subdetector(seed, DetectorOptions.measured());
        ElementName element = barrel.elements().getFirst();
        Geometry geometry = barrel.geometry(element);
        Fill fill =
                new Fill(seed, Fill.Options.of(history + lasting + 10).withEvents(CalorimeterMap.EVENTS, List.of()));
        Simulation healthy = new Simulation(seed, fill, List.of(barrel), List.of());
        Placed tower = Programme.atOnce(
                        geometry,
                        healthy.latent(history, element),
                        new FaultClass(Shape.CELL, 0, lasting),
                        1,
                        history,
                        seed)
                .getFirst();
        List<Fault> faults = List.of(tower.fault(element));
        try (WatchedWorkspace watched =
                WatchedWorkspace.of(new Simulation(seed, fill, List.of(barrel), faults), seen -> {})) {
            watched.lookBack();
            LumisectionSet good = watched.certified().lumisections(Outcome.GOOD);
            List<Incident> incidents = watched.workspace().incidents().all().stream()
                    .filter(incident -> !incident.note().equals(IncidentTracker.FROM_THE_START))
                    .toList();
            int touching = (int) incidents.stream()
                    .filter(incident -> tower.touches(incident.worst().box()))
                    .count();
            int lost = (int) IntStream.range(history, fill.lumisections())
                    .filter(index -> !good.contains(fill.moment(index).id()))
                    .count();
            return new Lone(lasting, touching, incidents.size() - touching, lost);
        }
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        Set<String> contenders = trials.getFirst().kept().stream()
                .map(Kept::contender)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return new CertificationReport(trials, List.copyOf(contenders)).report();
    }
}
