package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.baseline.cell.PoissonPulls;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.CellWatcher.Policy;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.PresentCells;
import org.lumiwatch.bench.oracle.OracleCells;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** The lumisections of one seed of {@link Transfer}: some contenders learn the whole history, some its last tenth. */
final class TransferImages {
    private static final List<Integer> WINDOWS = List.of(1);
    private static final int LAYER = 1;
    private static final int TENTH = 10;
    /** Faulty chips in an image, far apart, each scored as if it were the only one. */
    private static final int CHIPS = 4;

    private final long seed;
    private final int history;
    private final int watched;
    private final int faulty;
    private final ElementName element;
    private final Geometry geometry;
    private final Simulation simulation;
    private final List<LevelContender> whole = new ArrayList<>();
    private final List<LevelContender> tenth = new ArrayList<>();

    /**
     * @param history lumisections of which the last tenth is all that some see
     * @param watched lumisections after them
     * @param faulty lumisections from one with faults to the next
     */
    TransferImages(long seed, int history, int watched, int faulty) {
        this.seed = seed;
        this.history = history;
        this.watched = watched;
        this.faulty = faulty;
        Subdetector subdetector = Subdetector.tracker(seed, List.of(LAYER), DetectorOptions.measured());
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        this.simulation = new Simulation(
                seed, new Campaign(seed, Campaign.Options.of(history + watched)), List.of(subdetector), List.of());
        tenth.add(of("static mean + Poisson z, 10 %", new PoissonPulls(), Role.BASELINE, Transfer.STRENGTHS));
        tenth.add(
                of("frozen mean and std, largest z, 10 %", new EwmaPulls("frozen"), Role.BASELINE, Transfer.STRENGTHS));
        whole.add(of(
                "frozen mean and std, largest z, native", new EwmaPulls("frozen"), Role.BASELINE, Transfer.STRENGTHS));
        tenth.add(of(Transfer.SCRATCH, new PresentCells(geometry), Role.OURS, Transfer.STRENGTHS));
        tenth.add(of(
                Transfer.TAKEN_OVER,
                new PresentCells(geometry).startingFrom(barrel(seed, history)),
                Role.OURS,
                Transfer.STRENGTHS));
        whole.add(of(Transfer.NATIVE, new PresentCells(geometry), Role.OURS, Transfer.STRENGTHS));
        for (double strength : Transfer.STRENGTHS) {
            whole.add(of(
                    ChannelRecall.oracle(strength),
                    OracleCells.told(geometry, index -> simulation.latent(index, element), history, strength),
                    Role.LIMIT,
                    List.of(strength)));
        }
    }

    /** The first subdetector: the ECAL barrel, known from as many lumisections. */
    private static PresentCells barrel(long seed, int history) {
        Subdetector barrel = Subdetector.ecalBarrel(seed, DetectorOptions.measured());
        ElementName element = barrel.elements().getFirst();
        Geometry geometry = barrel.geometry(element);
        Simulation simulation =
                new Simulation(seed, new Campaign(seed, Campaign.Options.of(history)), List.of(barrel), List.of());
        PresentCells taught = new PresentCells(geometry);
        for (int index = 0; index < history; index++) {
            MonitorElement drawn = simulation.lumisection(index).getFirst();
            taught.train(List.of(new Observed(index, drawn, geometry, simulation.conditions(index))));
        }
        return taught;
    }

    private static LevelContender of(String name, CellScorer scorer, Role role, List<Double> strengths) {
        return new LevelContender(name, scorer, Policy.FROZEN, role, strengths, WINDOWS);
    }

    List<LumisectionScores> scores() {
        List<Observed> learned = new ArrayList<>();
        for (int index = 0; index < history; index++) {
            learned.add(observed(index, List.of(List.of())).getFirst());
        }
        whole.forEach(contender -> contender.scorer().train(learned));
        List<Observed> last = learned.subList(history - history / TENTH, history);
        tenth.forEach(contender -> contender.scorer().train(last));
        List<LevelContender> all = new ArrayList<>(tenth);
        all.addAll(whole);
        for (int index = history; index < history + watched; index++) {
            look(index, all, index % faulty == 0);
        }
        return all.stream().map(contender -> contender.said(0)).toList();
    }

    private void look(int index, List<LevelContender> all, boolean withFaults) {
        List<Placed> places = withFaults
                ? Programme.atOnce(
                        geometry, simulation.latent(index, element), chip(0), CHIPS, index, seed + index * 31L)
                : List.of();
        List<List<Fault>> sets = new ArrayList<>(List.of(List.of()));
        for (double strength : Transfer.STRENGTHS) {
            sets.add(places.stream()
                    .map(place -> new Placed(chip(strength), place.boxes(), "", index).fault(element))
                    .toList());
        }
        List<Observed> images = observed(index, withFaults ? sets : sets.subList(0, 1));
        for (LevelContender contender : all) {
            CellEvidence healthy = contender.scorer().evidence(images.getFirst());
            contender.healthy(List.of(healthy));
            if (!withFaults) {
                continue;
            }
            double level = contender.level(healthy);
            for (double strength : contender.strengths()) {
                CellEvidence evidence =
                        contender.scorer().evidence(images.get(Transfer.STRENGTHS.indexOf(strength) + 1));
                for (Placed place : places) {
                    Box box = place.boxes().getFirst();
                    double score = evidence.score(geometry.cell(box.x0(), box.y0(), box.z0()));
                    contender.scores(0).faulty(Channel.strength(strength), contender.with(level, score));
                }
            }
        }
    }

    private static FaultClass chip(double strength) {
        return new FaultClass(FaultClass.Shape.CELL, strength, 1);
    }

    private List<Observed> observed(int index, List<List<Fault>> sets) {
        List<Observed> all = new ArrayList<>();
        for (MonitorElement variant : simulation.variants(index, element, sets)) {
            all.add(new Observed(index, variant, geometry, simulation.conditions(index)));
        }
        return all;
    }
}
