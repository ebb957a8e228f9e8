package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.baseline.cell.IsolationForest;
import org.lumiwatch.bench.baseline.cell.LinearAutoencoder;
import org.lumiwatch.bench.baseline.cell.PoissonPulls;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.CellWatcher.Policy;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.PresentCells;
import org.lumiwatch.bench.oracle.OracleCells;
import org.lumiwatch.bench.protocol.ChannelRecall.OfWindow;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * The lumisections of one seed of {@link ChannelRecall}, in blocks of three: each healthy, and some blocks again with faulty channels.
 * Contenders score a block with what they knew before it, then learn the healthy one.
 *
 * <p>Faulty channels are drawn several to an image, far apart, for drawing is dear; each is scored as if it were the only one: the
 * lumisection's score is the larger of the healthy image's and the channel's.
 */
final class ChannelImages {
    private static final int BLOCK = 3;
    private static final int CHANNELS = 8;

    private final long seed;
    private final Sizes sizes;
    private final ElementName element;
    private final Geometry geometry;
    private final Simulation simulation;
    private final List<LevelContender> contenders = new ArrayList<>();
    private final Map<Integer, Latent> latents = new HashMap<>();

    /**
     * How much is drawn.
     *
     * @param history lumisections to learn first
     * @param blocks of three healthy lumisections
     * @param faulty blocks from one with faults to the next
     */
    record Sizes(int history, int blocks, int faulty) {
        int all() {
            return history + blocks * BLOCK;
        }
    }

    ChannelImages(long seed, Sizes sizes) {
        this.seed = seed;
        this.sizes = sizes;
        Subdetector subdetector = Subject.HCAL_ENDCAP.subdetector(seed);
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        Campaign campaign =
                new Campaign(seed, Campaign.Options.of(sizes.all()).withEvents(Subject.HCAL_ENDCAP.events()));
        this.simulation = new Simulation(seed, campaign, List.of(subdetector), List.of());
        List<Double> every = ChannelRecall.STRENGTHS;
        add("frozen mean and std, largest z", new EwmaPulls("frozen"), Policy.FROZEN, Role.BASELINE, every);
        add(new PoissonPulls(), Policy.FROZEN, every);
        add(new EwmaPulls("EWMA (DINAMO-S)"), Policy.EVERYTHING, every);
        add(new LinearAutoencoder(10, LinearAutoencoder.Combination.PRODUCT), Policy.FROZEN, every);
        add(new LinearAutoencoder(10, LinearAutoencoder.Combination.CHI_SQUARED), Policy.FROZEN, every);
        add(new IsolationForest(), Policy.FROZEN, every);
        add(ChannelRecall.OURS, new PresentCells(geometry), Policy.EVERYTHING, Role.OURS, every);
        OracleCells untold = OracleCells.untold(geometry, this::latent, sizes.history());
        add(untold.name(), untold, Policy.FROZEN, Role.LIMIT, every);
        for (double strength : every) {
            OracleCells oracle = OracleCells.told(geometry, this::latent, sizes.history(), strength);
            add(ChannelRecall.oracle(strength), oracle, Policy.FROZEN, Role.LIMIT, List.of(strength));
        }
    }

    private void add(CellScorer scorer, Policy policy, List<Double> strengths) {
        add(scorer.name(), scorer, policy, Role.BASELINE, strengths);
    }

    private void add(String name, CellScorer scorer, Policy policy, Role role, List<Double> strengths) {
        contenders.add(new LevelContender(name, scorer, policy, role, strengths, ChannelRecall.WINDOWS));
    }

    private Latent latent(int index) {
        return latents.computeIfAbsent(index, one -> simulation.latent(one, element));
    }

    /** Scores of every contender by window. */
    List<OfWindow> scores() {
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < sizes.history(); index++) {
            history.add(observed(index, List.of(List.of())).getFirst());
        }
        contenders.forEach(contender -> contender.scorer().train(history));
        history.clear();
        for (int block = 0; block < sizes.blocks(); block++) {
            latents.clear();
            block(sizes.history() + block * BLOCK, block % sizes.faulty() == 0);
        }
        List<OfWindow> all = new ArrayList<>();
        for (int w = 0; w < ChannelRecall.WINDOWS.size(); w++) {
            List<LumisectionScores> of = new ArrayList<>();
            for (LevelContender contender : contenders) {
                of.add(contender.said(w));
            }
            all.add(new OfWindow(ChannelRecall.WINDOWS.get(w), of));
        }
        return all;
    }

    private void block(int first, boolean withFaults) {
        List<Placed> places = withFaults ? places(first) : List.of();
        List<List<Fault>> sets = new ArrayList<>(List.of(List.of()));
        if (withFaults) {
            ChannelRecall.STRENGTHS.forEach(strength -> sets.add(faults(places, strength)));
        }
        List<List<Observed>> images = new ArrayList<>();
        for (int index = first; index < first + BLOCK; index++) {
            images.add(observed(index, sets));
        }
        for (LevelContender contender : contenders) {
            List<CellEvidence> healthy = images.stream()
                    .map(image -> contender.scorer().evidence(image.getFirst()))
                    .toList();
            contender.healthy(healthy);
            if (withFaults) {
                faulty(contender, healthy, images, places);
            }
            if (contender.policy() == Policy.EVERYTHING) {
                images.forEach(image -> contender.scorer().learn(image.getFirst(), new boolean[geometry.cells()]));
            }
        }
    }

    private List<Observed> observed(int index, List<List<Fault>> sets) {
        List<Observed> all = new ArrayList<>();
        for (MonitorElement variant : simulation.variants(index, element, sets)) {
            all.add(new Observed(index, variant, geometry, simulation.schedule().conditions(index)));
        }
        return all;
    }

    private List<Placed> places(int first) {
        FaultClass any = new FaultClass(FaultClass.Shape.CELL, 0, BLOCK);
        return Programme.atOnce(geometry, latent(first), any, CHANNELS, first, seed + first * 31L);
    }

    private List<Fault> faults(List<Placed> places, double strength) {
        FaultClass of = new FaultClass(FaultClass.Shape.CELL, strength, BLOCK);
        return places.stream()
                .map(place -> new Placed(of, place.boxes(), "", place.first()).fault(element))
                .toList();
    }

    private void faulty(
            LevelContender contender, List<CellEvidence> healthy, List<List<Observed>> images, List<Placed> places) {
        for (double strength : contender.strengths()) {
            int variant = ChannelRecall.STRENGTHS.indexOf(strength) + 1;
            List<CellEvidence> evidence = images.stream()
                    .map(image -> contender.scorer().evidence(image.get(variant)))
                    .toList();
            for (int w = 0; w < ChannelRecall.WINDOWS.size(); w++) {
                int window = ChannelRecall.WINDOWS.get(w);
                double level = contender.level(sum(healthy.subList(0, window)));
                CellEvidence summed = sum(evidence.subList(0, window));
                for (Placed place : places) {
                    String label = channel(place, window).label(strength);
                    contender.scores(w).faulty(label, contender.with(level, summed.score(cell(place))));
                }
            }
        }
    }

    private static CellEvidence sum(List<CellEvidence> window) {
        return window.stream().reduce(CellEvidence::plus).orElseThrow();
    }

    private int cell(Placed place) {
        var box = place.boxes().getFirst();
        return geometry.cell(box.x0(), box.y0(), box.z0());
    }

    private Channel channel(Placed place, int window) {
        double mean = 0;
        double trials = 0;
        for (int index = place.first(); index < place.first() + window; index++) {
            mean += latent(index).mean(cell(place));
            trials += latent(index).trials();
        }
        return new Channel(mean, trials);
    }
}
