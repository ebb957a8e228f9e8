package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.protocol.HcalThreeClasses.Confusion;
import org.lumiwatch.bench.protocol.HcalThreeClasses.State;
import org.lumiwatch.bench.protocol.NetworkClassifier.Told;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Effect;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** The maps of one seed of {@link HcalThreeClasses}: healthy lumisections, and each again with a fault of either kind. */
final class ThreeClassImages {
    /** A hot and a dead fault that are told apart. */
    enum Recipe {
        SEEDS("seeds' recipe"),
        FACTORS("×2, ×0.5"),
        NOISE("60 counts of noise, ×0");

        final String label;

        Recipe(String label) {
            this.label = label;
        }

        Effect hot() {
            return switch (this) {
                case SEEDS -> new Effect.Multiplied(1e4);
                case FACTORS -> new Effect.Efficiency(2);
                case NOISE -> new Effect.Noise(60);
            };
        }

        Effect dead() {
            return switch (this) {
                case SEEDS -> new Effect.Multiplied(0);
                case FACTORS -> new Effect.Efficiency(0.5);
                case NOISE -> new Effect.Efficiency(0);
            };
        }
    }

    private static final int PATIENCE = 15;

    static final List<Shape> SHAPES = List.of(Shape.BLOCK, Shape.CELL);

    private final long seed;
    private final int history;
    private final int images;
    private final int most;
    private final ElementName element;
    private final Geometry geometry;
    private final Simulation simulation;
    private final List<MapClassifier> classifiers;
    private final Map<List<Object>, long[]> counts = new LinkedHashMap<>();

    /**
     * @param hcal whose first element the maps are of
     * @param history lumisections to learn first
     * @param images lumisections after them, each seen healthy and with every fault
     * @param most epochs that any network is trained for
     */
    ThreeClassImages(long seed, Subdetector hcal, int history, int images, int most) {
        this.seed = seed;
        this.history = history;
        this.images = images;
        this.most = most;
        this.element = hcal.elements().getFirst();
        this.geometry = hcal.geometry(element);
        this.simulation = new Simulation(
                seed, new Campaign(seed, Campaign.Options.of(history + images)), List.of(hcal), List.of());
        this.classifiers = List.of(
                new PullClassifier(),
                new PresentClassifier(
                        HcalThreeClasses.OURS + ", one lumisection alone",
                        element,
                        geometry,
                        PresentClassifier.Memory.NONE),
                new PresentClassifier(HcalThreeClasses.OURS, element, geometry, PresentClassifier.Memory.HISTORY),
                network(
                        "logistic regression",
                        Role.BASELINE,
                        Told.SEEDS_RECIPE_AND_SIZE,
                        Networks::logisticRegression,
                        40),
                network("perceptron", Role.BASELINE, Told.SEEDS_RECIPE_AND_SIZE, Networks::perceptron, 30),
                network(
                        "seeds' CNN: one convolution",
                        Role.BASELINE,
                        Told.SEEDS_RECIPE_AND_SIZE,
                        Networks::oneConvolution,
                        6),
                network(
                        "seeds' CNN: four convolutions",
                        Role.BASELINE,
                        Told.SEEDS_RECIPE_AND_SIZE,
                        Networks::fourConvolutions,
                        30),
                network(
                        "seeds' CNN: batch normalisation",
                        Role.BASELINE,
                        Told.SEEDS_RECIPE_AND_SIZE,
                        Networks::stridedConvolutions,
                        100),
                NetworkClassifier.ofPulls(HcalThreeClasses.NETWORK, element, geometry, options(40)),
                new OracleClassifier(geometry, index -> simulation.latent(index, element)));
    }

    /** @param epochs at most; dear networks have fewer */
    private MapClassifier network(
            String name,
            Role role,
            Told told,
            BiFunction<org.lumiwatch.neural.Shape, List<String>, Network> design,
            int epochs) {
        return new NetworkClassifier(name, role, told, geometry, design, options(epochs));
    }

    private Training.Options options(int epochs) {
        return new Training.Options(new Optimiser.Adam(1e-3), 32, Math.min(epochs, most), PATIENCE, seed, 1);
    }

    /** Labels of all pairs of recipe and shape. */
    static List<String> tasks() {
        List<String> tasks = new ArrayList<>();
        for (Recipe recipe : Recipe.values()) {
            SHAPES.forEach(shape -> tasks.add(task(recipe, shape)));
        }
        return tasks;
    }

    private static String task(Recipe recipe, Shape shape) {
        return "%s, %s".formatted(recipe.label, shape == Shape.BLOCK ? "5×5" : "1×1");
    }

    List<Confusion> confusions() {
        List<Observed> learned = new ArrayList<>();
        for (int index = StableBeams.first(simulation.schedule(), history / 2); index < history; index++) {
            learned.add(observed(index, List.of(List.of())).getFirst());
        }
        classifiers.forEach(classifier -> classifier.train(learned));
        for (int index = history; index < history + images; index++) {
            classify(index);
        }
        classifiers.forEach(MapClassifier::close);
        List<Confusion> all = new ArrayList<>();
        for (MapClassifier classifier : classifiers) {
            for (Recipe recipe : Recipe.values()) {
                for (Shape shape : SHAPES) {
                    if (!classifier.knows(recipe)) {
                        continue;
                    }
                    long[] of = counts.getOrDefault(List.of(classifier.name(), task(recipe, shape)), new long[9]);
                    all.add(new Confusion(
                            classifier.name(),
                            classifier.role(),
                            task(recipe, shape),
                            java.util.Arrays.stream(of).boxed().toList()));
                }
            }
        }
        return all;
    }

    private void classify(int index) {
        for (Recipe recipe : Recipe.values()) {
            for (Shape shape : SHAPES) {
                List<Placed> place = Programme.atOnce(
                        geometry,
                        simulation.latent(index, element),
                        new FaultClass(shape, 0, 1),
                        1,
                        index,
                        seed + index * 31L + recipe.label.hashCode());
                Box box = place.getFirst().boxes().getFirst();
                List<Observed> maps = observed(
                        index,
                        List.of(
                                List.of(),
                                List.of(fault(recipe.hot(), box, index)),
                                List.of(fault(recipe.dead(), box, index))));
                for (MapClassifier classifier : classifiers) {
                    if (!classifier.knows(recipe)) {
                        continue;
                    }
                    long[] of = counts.computeIfAbsent(
                            List.of(classifier.name(), task(recipe, shape)), none -> new long[9]);
                    for (State made : State.values()) {
                        State said = classifier.classify(maps.get(made.place), recipe, shape);
                        of[made.place * 3 + said.place]++;
                    }
                }
            }
        }
    }

    private Fault fault(Effect effect, Box box, int index) {
        return new Fault(
                effect.toString(), FindingKind.HOT, effect, List.of(new Region(element, box)), "", index, index);
    }

    private List<Observed> observed(int index, List<List<Fault>> sets) {
        List<Observed> all = new ArrayList<>();
        for (MonitorElement variant : simulation.variants(index, element, sets)) {
            all.add(new Observed(index, variant, geometry, simulation.conditions(index)));
        }
        return all;
    }

    /** Says which of the three a map is. */
    interface MapClassifier extends AutoCloseable {
        String name();

        Role role();

        void train(List<Observed> history);

        /** Whether it was made for these faults. */
        default boolean knows(Recipe recipe) {
            return true;
        }

        /** @param recipe and shape of the faults that may be there; for those who are told */
        State classify(Observed map, Recipe recipe, Shape shape);

        @Override
        default void close() {}
    }
}
