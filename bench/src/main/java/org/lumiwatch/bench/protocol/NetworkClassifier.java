package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.protocol.HcalThreeClasses.State;
import org.lumiwatch.bench.protocol.ThreeClassImages.MapClassifier;
import org.lumiwatch.bench.protocol.ThreeClassImages.Recipe;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.FaultySamples;
import org.lumiwatch.neural.FaultySamples.Aim;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MapFault;
import org.lumiwatch.neural.MapFault.Change;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.PullSamples;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Training;

/**
 * A network that says which of the three, trained on healthy maps of the history with faults put in, validated on its last quarter. Those
 * of the studies are trained for their recipe, for each size. Mutable.
 */
final class NetworkClassifier implements MapClassifier {
    /** What it is told of the faults to come. */
    enum Told {
        /** The seeds' recipe, and one size at a time. */
        SEEDS_RECIPE_AND_SIZE,
        NOTHING
    }

    private static final List<MapFault.State> STATES =
            List.of(MapFault.State.GOOD, MapFault.State.HOT, MapFault.State.DEAD);
    private static final List<Integer> SIZES = List.of(5, 1);

    private static final Prediction NONE = new Prediction(
            Geometry.line(1), new double[1], new double[1], new double[1], new boolean[1], 1, Double.NaN);

    private final String name;
    private final Role role;
    private final Told told;
    private final Geometry geometry;
    private final BiFunction<Shape, List<String>, Network> design;
    private final Training.Options options;
    /** Whose expectations the network's inputs are pulls from; null for counts as they are. */
    private final @Nullable Present present;

    private final Map<List<Object>, OnnxModel> models = new LinkedHashMap<>();
    private final Map<List<Object>, double[]> thresholds = new LinkedHashMap<>();

    /** One that sees counts. */
    NetworkClassifier(
            String name,
            Role role,
            Told told,
            Geometry geometry,
            BiFunction<Shape, List<String>, Network> design,
            Training.Options options) {
        this(name, role, told, geometry, design, options, null);
    }

    /** Ours, which sees pulls from what Lumiwatch expects. */
    static NetworkClassifier ofPulls(String name, ElementName element, Geometry geometry, Training.Options options) {
        return new NetworkClassifier(
                name,
                Role.OURS,
                Told.NOTHING,
                geometry,
                Networks::pullClassifier,
                options,
                new Present(element, geometry, 1));
    }

    private NetworkClassifier(
            String name,
            Role role,
            Told told,
            Geometry geometry,
            BiFunction<Shape, List<String>, Network> design,
            Training.Options options,
            @Nullable Present present) {
        this.name = name;
        this.present = present;
        this.role = role;
        this.told = told;
        this.geometry = geometry;
        this.design = design;
        this.options = options;
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
        switch (told) {
            case NOTHING -> {
                List<MapFault> all = new ArrayList<>();
                for (Recipe recipe : Recipe.values()) {
                    SIZES.forEach(size -> all.addAll(faults(recipe, size)));
                }
                train(List.of(), all, history);
            }
            case SEEDS_RECIPE_AND_SIZE ->
                SIZES.forEach(size -> train(List.of(size), faults(Recipe.SEEDS, size), history));
        }
    }

    /** What is called dead has less than it should, however much less. */
    private static List<MapFault> faults(Recipe recipe, int size) {
        return switch (recipe) {
            case SEEDS -> List.of(fault(new Change.Multiplied(1e4), size), fault(new Change.Multiplied(0), size));
            case FACTORS -> List.of(fault(new Change.Efficiency(2), size), fault(new Change.Efficiency(0.5), size));
            case NOISE -> List.of(fault(new Change.Noise(60), size), fault(new Change.Efficiency(0), size));
        };
    }

    private static MapFault fault(Change change, int size) {
        return new MapFault(change.toString(), change, size);
    }

    private void train(List<Object> key, List<MapFault> faults, List<Observed> history) {
        Network network = design.apply(
                new Shape(geometry.nz(), geometry.ny(), geometry.nx()),
                STATES.stream().map(MapFault.State::label).toList());
        Aim aim = network.head() instanceof Head.CellClasses ? Aim.STATE_OF_CELLS : Aim.STATE_OF_MAP;
        List<Prediction> expected = expected(history);
        List<Observed> seen = history.subList(history.size() - expected.size(), history.size());
        int split = seen.size() * 3 / 4;
        Contents earlier = new ObservedContents(seen.subList(0, split));
        Contents later = new ObservedContents(seen.subList(split, seen.size()));
        FaultySamples counted = new FaultySamples(earlier, geometry, faults, STATES, aim);
        FaultySamples held = new FaultySamples(later, geometry, faults, STATES, aim);
        Samples training = present == null ? counted : new PullSamples(counted, expected.subList(0, split));
        Samples validation = present == null ? held : new PullSamples(held, expected.subList(split, seen.size()));
        Weights begin = Templates.into(network, network.initial(options.seed()), earlier);
        Training.Result result = Training.of(network, begin, training, validation, options, epoch -> {});
        OnnxModel model = OnnxModel.load(name, OnnxWriter.write(network, result.weights(), Map.of()));
        models.put(key, model);
        if (aim == Aim.STATE_OF_CELLS) {
            double[] most = new double[2];
            for (int i = split; i < seen.size(); i++) {
                double[] scores = scores(model, input(seen.get(i), present == null ? null : expected.get(i)));
                most[0] = Math.max(most[0], scores[0]);
                most[1] = Math.max(most[1], scores[1]);
            }
            thresholds.put(key, most);
        }
    }

    /** What was expected of the last lumisections, each before it was learned; of counts as they are, one for each all the same. */
    private List<Prediction> expected(List<Observed> history) {
        List<Prediction> expected = new ArrayList<>();
        for (Observed map : history) {
            if (present == null) {
                expected.add(NONE);
                continue;
            }
            present.judge(map).prediction().ifPresentOrElse(expected::add, expected::clear);
            present.watch(map);
        }
        return expected;
    }

    @Override
    public boolean knows(Recipe recipe) {
        return told == Told.NOTHING || recipe == Recipe.SEEDS;
    }

    @Override
    public State classify(Observed map, Recipe recipe, FaultClass.Shape shape) {
        List<Object> key = told == Told.NOTHING
                ? List.of()
                : List.of(shape == FaultClass.Shape.BLOCK ? SIZES.getFirst() : SIZES.getLast());
        OnnxModel model = java.util.Objects.requireNonNull(models.get(key));
        double @Nullable [] most = thresholds.get(key);
        if (most != null) {
            double[] scores = scores(
                    model,
                    input(map, present == null ? null : present.judge(map).predicted()));
            if (scores[0] <= most[0] && scores[1] <= most[1]) {
                return State.GOOD;
            }
            return scores[0] / most[0] > scores[1] / most[1] ? State.HOT : State.DEAD;
        }
        float[] probabilities = outputs(model, input(map, null));
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return List.of(State.GOOD, State.HOT, State.DEAD).get(best);
    }

    /** Largest −ln of the chance not to be hot, and not to be dead, of any cell. */
    private static double[] scores(OnnxModel model, float[] input) {
        float[] probabilities = outputs(model, input);
        int cells = probabilities.length / STATES.size();
        double[] scores = new double[2];
        for (int state = 1; state <= 2; state++) {
            for (int cell = 0; cell < cells; cell++) {
                double not = Math.max(1 - (double) probabilities[state * cells + cell], 1e-7);
                scores[state - 1] = Math.max(scores[state - 1], -Math.log(not));
            }
        }
        return scores;
    }

    private static float[] input(Observed map, @Nullable Prediction expected) {
        float[] input = map.element().histogram().floatContents();
        if (expected != null) {
            PullSamples.pull(input, 0, expected);
        }
        return input;
    }

    private static float[] outputs(OnnxModel model, float[] input) {
        return java.util.Objects.requireNonNull(model.run(1, input).get(OnnxModel.PROBABILITIES));
    }

    @Override
    public void close() {
        if (present != null) {
            present.close();
        }
        models.values().forEach(OnnxModel::close);
    }
}
