package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.cell.PoissonPulls;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.oracle.BestStretch;
import org.lumiwatch.bench.oracle.HindsightOracle;
import org.lumiwatch.bench.protocol.HindsightCertification.Dated;
import org.lumiwatch.bench.protocol.HindsightCertification.Kept;
import org.lumiwatch.bench.protocol.HindsightCertification.Trial;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Fill;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** One fill of both maps with faults, watched, looked back at and certified. Mutable; used once. */
final class CertifiedCourse {
    private static final int TRACKS = 2;
    /** Lumisections before and after a fault in which it is looked for: fewer than healthy ones between two of a place. */
    static final int MARGIN = 20;

    private final Sizes sizes;
    private final Simulation simulation;
    private final Map<CalorimeterMap, Part> parts = new EnumMap<>(CalorimeterMap.class);
    private final Map<ElementName, Part> byElement = new HashMap<>();
    private final Map<LumisectionId, Integer> places = new TreeMap<>();
    private final Trial.Builder result = new Trial.Builder();

    /**
     * Lumisections.
     *
     * @param history of a first run, all healthy
     * @param run of each run after it
     */
    record Sizes(int history, int run, int runs) {
        int all() {
            return history + run * runs;
        }
    }

    /** One map: its faults, and what single lumisections looked like. */
    private static final class Part {
        final CalorimeterMap map;
        final Geometry geometry;
        final Damage damage;
        final List<Placed> faults;
        final HindsightOracle oracle;
        final PoissonPulls textbook = new PoissonPulls();
        final List<Observed> history = new ArrayList<>();
        final double threshold;
        /** Cells that the textbook flags, by place in the stream. */
        final Map<Integer, BitSet> flagged = new HashMap<>();

        Part(CalorimeterMap map, Geometry geometry, Damage damage, List<Placed> faults, HindsightOracle oracle) {
            this.map = map;
            this.geometry = geometry;
            this.damage = damage;
            this.faults = faults;
            this.oracle = oracle;
            this.threshold = Contenders.poissonThreshold(geometry.cells(), 1);
        }
    }

    CertifiedCourse(List<FaultClass> classes, long seed, Sizes sizes) {
        this.sizes = sizes;
        List<Integer> starts = new ArrayList<>();
        List<Fill.PrescaleColumn> columns = new ArrayList<>();
        for (int run = 0; run < sizes.runs(); run++) {
            starts.add(sizes.history() + run * sizes.run());
            // now and then fewer events or more, within a run
            columns.add(new Fill.PrescaleColumn(starts.get(run) + sizes.run() / 2, 3 + run, run % 2 == 0 ? 0.8 : 1));
        }
        Fill fill = new Fill(
                seed,
                Fill.Options.of(sizes.all())
                        .withEvents(CalorimeterMap.EVENTS, columns)
                        .withRuns(starts, 0, List.of()));
        Map<CalorimeterMap, Subdetector> made = new EnumMap<>(CalorimeterMap.class);
        for (CalorimeterMap map : CalorimeterMap.values()) {
            made.put(map, map.subdetector(seed, DetectorOptions.measured()));
        }
        List<Subdetector> subdetectors = List.copyOf(made.values());
        Simulation healthy = new Simulation(seed, fill, subdetectors, List.of());
        List<Fault> faults = new ArrayList<>();
        made.forEach((map, subdetector) -> {
            ElementName element = subdetector.elements().getFirst();
            Geometry geometry = subdetector.geometry(element);
            var latent = healthy.latent(sizes.history(), element);
            long own = seed + map.label().hashCode();
            List<Placed> placed = Programme.of(geometry, latent, classes, TRACKS, sizes.history(), sizes.all(), own);
            placed.forEach(one -> faults.add(one.fault(element)));
            HindsightOracle oracle = new HindsightOracle(
                    geometry, index -> healthy.latent(index, element), sizes.history(), placed, MARGIN);
            Part part = new Part(map, geometry, new Damage(geometry, latent), placed, oracle);
            parts.put(map, part);
            byElement.put(element, part);
        });
        this.simulation = new Simulation(seed, fill, subdetectors, faults);
        for (int index = 0; index < sizes.all(); index++) {
            places.put(fill.moment(index).id(), index);
        }
    }

    Trial.Builder measured() {
        try (WatchedWorkspace watched = WatchedWorkspace.of(simulation, this::look)) {
            Certificate online = watched.certified();
            Map<ElementName, Map<Integer, List<Finding>>> said = findings(watched, Pass.ONLINE);
            watched.lookBack();
            date("online verdicts", Role.CONTROL, said);
            date(HindsightCertification.OURS, Role.OURS, findings(watched, Pass.HINDSIGHT));
            keep("online verdicts", Role.CONTROL, online);
            keep(HindsightCertification.OURS, Role.OURS, watched.certified());
        }
        dateByTextbook();
        keep(
                "static mean + Poisson z",
                Role.BASELINE,
                index -> parts.values().stream().anyMatch(part -> part.damage.isTooMuch(part.flagged.get(index))));
        keep("whole runs, every fault known", Role.BASELINE, this::runIsSpoilt);
        limit();
        return result;
    }

    private void look(MonitorElement element) {
        Part part = byElement.get(element.name());
        Integer index = places.get(element.at());
        if (part == null || index == null) {
            throw new IllegalStateException("%s of %s: not in the stream".formatted(element.name(), element.at()));
        }
        Observed observed = new Observed(index, element, part.geometry, simulation.conditions(index));
        part.oracle.watch(observed);
        if (index < sizes.history()) {
            part.history.add(observed);
            return;
        }
        if (index == sizes.history()) {
            part.textbook.train(part.history);
            part.history.clear();
        }
        CellEvidence evidence = part.textbook.evidence(observed);
        BitSet above = new BitSet();
        for (int cell = 0; cell < evidence.cells(); cell++) {
            above.set(cell, evidence.score(cell) > part.threshold);
        }
        part.flagged.put(index, above);
    }

    private Map<ElementName, Map<Integer, List<Finding>>> findings(WatchedWorkspace watched, Pass pass) {
        Map<ElementName, Map<Integer, List<Finding>>> findings = new TreeMap<>();
        LumisectionSet all = watched.workspace().ledger().judged(pass);
        watched.workspace()
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        all,
                        pass,
                        entry -> findings.computeIfAbsent(entry.element(), element -> new HashMap<>())
                                .computeIfAbsent(places.getOrDefault(entry.at(), -1), place -> new ArrayList<>())
                                .addAll(entry.findings()));
        return findings;
    }

    private void date(String contender, Role role, Map<ElementName, Map<Integer, List<Finding>>> findings) {
        byElement.forEach((element, part) -> {
            Map<Integer, List<Finding>> of = findings.getOrDefault(element, Map.of());
            for (Placed fault : part.faults) {
                result.add(dated(
                        contender,
                        role,
                        part,
                        fault,
                        between(
                                fault,
                                index -> of.getOrDefault(index, List.of()).stream()
                                        .anyMatch(finding -> tells(finding, fault)))));
            }
        });
    }

    private static boolean tells(Finding finding, Placed fault) {
        if (finding.kind() == FindingKind.GLOBAL) {
            return false;
        }
        return fault.touches(finding.box())
                || (!fault.group().isEmpty() && finding.group().equals(fault.group()));
    }

    /** First and last lumisection around the fault in which something holds. */
    private static Optional<BestStretch> between(Placed fault, IntPredicate holds) {
        int first = -1;
        int last = -1;
        for (int index = fault.first() - MARGIN; index <= fault.last() + MARGIN; index++) {
            if (holds.test(index)) {
                first = first < 0 ? index : first;
                last = index;
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(new BestStretch(first, last));
    }

    private static Dated dated(String contender, Role role, Part part, Placed fault, Optional<BestStretch> found) {
        return new Dated(
                contender,
                role,
                part.map,
                fault.of().label(),
                found.isPresent(),
                found.map(stretch -> stretch.first() - fault.first()).orElse(0),
                found.map(stretch -> stretch.last() - fault.last()).orElse(0));
    }

    /** The textbook sees a fault while it flags half of its cells. */
    private void dateByTextbook() {
        for (Part part : parts.values()) {
            for (Placed fault : part.faults) {
                BitSet own = part.damage.live(fault);
                result.add(dated("static mean + Poisson z", Role.BASELINE, part, fault, between(fault, index -> {
                    BitSet hit = (BitSet) own.clone();
                    hit.and(part.flagged.getOrDefault(index, new BitSet()));
                    return 2 * hit.cardinality() >= own.cardinality();
                })));
            }
        }
    }

    private boolean isImpacted(int index) {
        return parts.values().stream()
                .anyMatch(part -> part.damage.isTooMuch(part.faults.stream()
                        .filter(fault -> index >= fault.first() && index <= fault.last())
                        .toList()));
    }

    private boolean runIsSpoilt(int index) {
        int begin = sizes.history() + (index - sizes.history()) / sizes.run() * sizes.run();
        for (int other = begin; other < begin + sizes.run(); other++) {
            if (isImpacted(other)) {
                return true;
            }
        }
        return false;
    }

    private void limit() {
        Map<CalorimeterMap, List<Optional<BestStretch>>> told = new EnumMap<>(CalorimeterMap.class);
        parts.forEach((map, part) -> {
            List<Optional<BestStretch>> stretches = part.oracle.stretches();
            told.put(map, stretches);
            for (int i = 0; i < stretches.size(); i++) {
                result.add(dated(LatencyReport.ORACLE, Role.LIMIT, part, part.faults.get(i), stretches.get(i)));
            }
        });
        keep(
                LatencyReport.ORACLE,
                Role.LIMIT,
                index -> parts.values().stream().anyMatch(part -> {
                    List<Placed> there = new ArrayList<>();
                    for (int i = 0; i < part.faults.size(); i++) {
                        if (told.getOrDefault(part.map, List.of())
                                .get(i)
                                .filter(stretch -> index >= stretch.first() && index <= stretch.last())
                                .isPresent()) {
                            there.add(part.faults.get(i));
                        }
                    }
                    return part.damage.isTooMuch(there);
                }));
    }

    private void keep(String contender, Role role, Certificate certificate) {
        LumisectionSet good = certificate.lumisections(Outcome.GOOD);
        LumisectionSet undecided = certificate.lumisections(Outcome.UNDECIDED);
        keep(contender, role, index -> !good.contains(id(index)), index -> undecided.contains(id(index)));
    }

    private LumisectionId id(int index) {
        return simulation.schedule().moment(index).id();
    }

    private void keep(String contender, Role role, IntPredicate rejected) {
        keep(contender, role, rejected, index -> false);
    }

    private void keep(String contender, Role role, IntPredicate rejected, IntPredicate undecided) {
        int impacted = 0;
        int caught = 0;
        int unsure = 0;
        double healthy = 0;
        double kept = 0;
        for (int index = sizes.history(); index < sizes.all(); index++) {
            double luminosity = simulation
                    .conditions(index)
                    .value(Quantity.RECORDED_LUMINOSITY)
                    .orElse(0);
            boolean lost = rejected.test(index);
            unsure += undecided.test(index) ? 1 : 0;
            if (isImpacted(index)) {
                impacted++;
                caught += lost ? 1 : 0;
            } else {
                healthy += luminosity;
                kept += lost ? 0 : luminosity;
            }
        }
        result.add(new Kept(contender, role, impacted, caught, healthy, kept, unsure, sizes.run() * sizes.runs()));
    }
}
