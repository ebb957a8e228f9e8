package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.baseline.cell.IsolationForest;
import org.lumiwatch.bench.baseline.cell.LinearAutoencoder;
import org.lumiwatch.bench.baseline.cell.PoissonPulls;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.PresentCells;
import org.lumiwatch.bench.oracle.OracleCells;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.metric.FalseDiscovery;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * The images of one map and seed: blocks of six lumisections, each healthy, and some of them again with faults of each class. Every
 * contender scores a block with what it knew before it, then learns the healthy one.
 */
final class DiscoveryImages {
    private static final int BLOCK = 6;
    private static final int KEPT = 250;
    /** Faulty cells of one class in an image, far apart. */
    private static final int CELLS = 6;

    private static final int RIM = 2;
    /** Of the blocks with faults, the forest scores one in so many. */
    private static final int SELDOM = 4;

    private final long seed;
    private final List<FaultClass> classes;
    private final Sizes sizes;
    private final ElementName element;
    private final Geometry geometry;
    private final Simulation simulation;
    private final List<Scored> contenders = new ArrayList<>();

    /**
     * How much is drawn.
     *
     * @param history lumisections to learn first
     * @param blocks of six lumisections of background
     * @param faulty blocks after which comes one with faults too
     */
    record Sizes(int history, int blocks, int faulty) {}

    /**
     * A contender with its counts: by class, then by window.
     *
     * @param every so many blocks are scored, for those who take long
     */
    private record Scored(CellScorer scorer, Role role, int every, Map<FaultClass, List<Counts>> counts) {}

    /** Recorders of one window. */
    private record Counts(int window, FalseDiscovery.Recorder discovery, FalseDiscovery.Recorder rim) {}

    DiscoveryImages(Subject subject, long seed, List<FaultClass> classes, Sizes sizes) {
        this.seed = seed;
        this.classes = List.copyOf(classes);
        this.sizes = sizes;
        Subdetector subdetector = subject.subdetector(seed);
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        this.simulation = new Simulation(
                seed,
                new Campaign(
                        seed,
                        Campaign.Options.of(sizes.history() + sizes.blocks() * BLOCK)
                                .withEvents(subject.events())),
                List.of(subdetector),
                List.of());
        add(new PoissonPulls(), Role.BASELINE, classes);
        add(new EwmaPulls("EWMA (DINAMO-S)"), Role.BASELINE, classes);
        add(new LinearAutoencoder(10, LinearAutoencoder.Combination.PRODUCT), Role.BASELINE, classes);
        add(new LinearAutoencoder(10, LinearAutoencoder.Combination.CHI_SQUARED), Role.BASELINE, classes);
        add(new IsolationForest(), Role.BASELINE, SELDOM * sizes.faulty(), classes);
        add(new PresentCells(geometry), Role.OURS, classes);
        add(OracleCells.untold(geometry, this::latent, sizes.history()), Role.LIMIT, classes);
        for (FaultClass of : classes) {
            add(OracleCells.told(geometry, this::latent, sizes.history(), of.factor()), Role.LIMIT, List.of(of));
        }
    }

    private void add(CellScorer scorer, Role role, List<FaultClass> of) {
        add(scorer, role, 1, of);
    }

    private void add(CellScorer scorer, Role role, int every, List<FaultClass> of) {
        Map<FaultClass, List<Counts>> counts = new LinkedHashMap<>();
        for (FaultClass one : of) {
            counts.put(
                    one,
                    FaultDiscovery.WINDOWS.stream()
                            .map(window -> new Counts(
                                    window, new FalseDiscovery.Recorder(KEPT), new FalseDiscovery.Recorder(KEPT)))
                            .toList());
        }
        contenders.add(new Scored(scorer, role, every, counts));
    }

    private Latent latent(int index) {
        return simulation.latent(index, element);
    }

    List<FaultDiscovery.Tally> tallies() {
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < sizes.history(); index++) {
            history.add(observed(index, List.of()).getFirst());
        }
        contenders.forEach(contender -> contender.scorer().train(history));
        for (int block = 0; block < sizes.blocks(); block++) {
            look(sizes.history() + block * BLOCK, block);
        }
        List<FaultDiscovery.Tally> tallies = new ArrayList<>();
        for (Scored contender : contenders) {
            contender
                    .counts()
                    .forEach((of, windows) -> windows.forEach(counts -> tallies.add(new FaultDiscovery.Tally(
                            contender.scorer().name(),
                            contender.role(),
                            of.label(),
                            counts.window(),
                            counts.discovery().result(),
                            counts.rim().result()))));
        }
        return tallies;
    }

    private void look(int first, int block) {
        boolean withFaults = block % sizes.faulty() == 0;
        List<List<Placed>> placed = withFaults ? places(first) : List.of();
        List<List<Observed>> images = new ArrayList<>();
        for (int index = first; index < first + BLOCK; index++) {
            images.add(observed(index, placed));
        }
        for (Scored contender : contenders) {
            if (block % contender.every() == 0) {
                background(contender, images);
                if (withFaults) {
                    faulty(contender, images, placed);
                }
            }
        }
        for (Scored contender : contenders) {
            for (List<Observed> image : images) {
                contender.scorer().learn(image.getFirst(), new boolean[geometry.cells()]);
            }
        }
    }

    /** The healthy lumisection, then one for each class with its faults: as many as found a place. */
    private List<Observed> observed(int index, List<List<Placed>> placed) {
        List<List<Fault>> sets = new ArrayList<>();
        sets.add(List.of());
        for (List<Placed> of : placed) {
            sets.add(of.stream().map(one -> one.fault(element)).toList());
        }
        List<Observed> all = new ArrayList<>();
        for (MonitorElement variant : simulation.variants(index, element, sets)) {
            all.add(new Observed(index, variant, geometry, simulation.schedule().conditions(index)));
        }
        return all;
    }

    private List<List<Placed>> places(int first) {
        Latent latent = latent(first);
        List<List<Placed>> places = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            int wanted = classes.get(c).shape() == Shape.CELL ? CELLS : 1;
            places.add(Programme.atOnce(geometry, latent, classes.get(c), wanted, first, seed + first * 31L + c));
        }
        return places;
    }

    private void background(Scored contender, List<List<Observed>> images) {
        List<CellEvidence> evidence = images.stream()
                .map(image -> contender.scorer().evidence(image.getFirst()))
                .toList();
        List<List<CellEvidence>> windows = new ArrayList<>();
        for (int window : FaultDiscovery.WINDOWS) {
            List<CellEvidence> summed = new ArrayList<>();
            for (int first = 0; first + window <= BLOCK; first += window) {
                summed.add(sum(evidence.subList(first, first + window)));
            }
            windows.add(summed);
        }
        contender.counts().forEach((of, counts) -> {
            for (int w = 0; w < counts.size(); w++) {
                FalseDiscovery.Recorder recorder = counts.get(w).discovery();
                for (CellEvidence summed : windows.get(w)) {
                    for (int cell = 0; cell < summed.cells(); cell++) {
                        recorder.background(summed.score(cell));
                    }
                    recorder.independentImage();
                }
            }
        });
    }

    private void faulty(Scored contender, List<List<Observed>> images, List<List<Placed>> placed) {
        contender.counts().forEach((of, counts) -> {
            int variant = classes.indexOf(of) + 1;
            List<CellEvidence> evidence = images.stream()
                    .map(image -> contender.scorer().evidence(image.get(variant)))
                    .toList();
            for (Counts window : counts) {
                CellEvidence summed = sum(evidence.subList(0, window.window()));
                placed.get(variant - 1).forEach(fault -> record(fault, summed, window));
            }
        });
    }

    private void record(Placed fault, CellEvidence summed, Counts counts) {
        for (int cell = 0; cell < summed.cells(); cell++) {
            int distance = fault.distance(geometry.x(cell), geometry.y(cell), geometry.z(cell));
            double score = summed.score(cell);
            if (distance == 0 && score > -Double.MAX_VALUE) {
                counts.discovery().faulty(score);
                counts.rim().faulty(score);
            } else if (distance > 0 && distance <= RIM) {
                counts.rim().background(score);
            }
        }
        counts.rim().independentImage();
    }

    private static CellEvidence sum(List<CellEvidence> window) {
        return window.stream().reduce(CellEvidence::plus).orElseThrow();
    }
}
