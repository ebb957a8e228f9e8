package org.lumiwatch.neural.training;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.FaultySamples;
import org.lumiwatch.neural.FaultySamples.Aim;
import org.lumiwatch.neural.FleetSamples;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MapFault;
import org.lumiwatch.neural.MapFault.Change;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.onnx.FleetWriter;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.FleetTraining;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;
import org.lumiwatch.neural.training.ElementData.Series;
import org.lumiwatch.provenance.Provenance;

/**
 * Trains one design on one element, or a fleet of dense autoencoders on many: the first seven tenths of the runs train, the next fifteenth
 * of a hundred validate, the rest examine.
 */
public final class TrainingRun {
    private static final double TRAINING = 0.7;
    /** Lumisections examined. */
    private static final int EXAMINED = 300;
    /** With less there is nothing to learn. */
    private static final int LEAST = 30;

    private final Settings settings;
    private final String codeVersion;
    private final InstantSource clock;

    /**
     * What to train and how.
     *
     * @param sizes of the design, other than the usual
     */
    public record Settings(Design design, Map<String, Integer> sizes, Training.Options options) {
        public Settings {
            sizes = java.util.Collections.unmodifiableMap(new TreeMap<>(sizes));
        }

        Map<String, String> text() {
            Map<String, String> text = new LinkedHashMap<>();
            sizes.forEach((size, value) -> text.put(size, Integer.toString(value)));
            text.put("optimiser", options.optimiser().toString());
            text.put("batch", Integer.toString(options.batch()));
            text.put("epochs", Integer.toString(options.epochs()));
            text.put("patience", Integer.toString(options.patience()));
            return text;
        }
    }

    /** A model and its papers. Immutable. */
    public static final class Made {
        private final byte[] bytes;
        private final Manifest manifest;

        Made(byte[] bytes, Manifest manifest) {
            this.bytes = bytes.clone();
            this.manifest = manifest;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public Manifest manifest() {
            return manifest;
        }

        /** Of scoring one lumisection on one core. */
        public double microseconds(Series series) {
            return Compression.microseconds(bytes, series);
        }
    }

    public TrainingRun(Settings settings, String codeVersion, InstantSource clock) {
        this.settings = settings;
        this.codeVersion = codeVersion;
        this.clock = clock;
    }

    /** Lumisections of one element by use. */
    record Split(int training, int validation, int end) {
        static Split of(ElementName name, Series series) {
            if (series.size() < LEAST) {
                throw new IllegalArgumentException(
                        "%s: %d lumisections to train with (expected: at least %d); take more runs"
                                .formatted(name, series.size(), LEAST));
            }
            return new Split(series.firstAfter(TRAINING), series.firstExamined(), series.size());
        }

        Map<String, String> ranges(Series series) {
            Map<String, String> ranges = new LinkedHashMap<>();
            ranges.put("training", range(series, 0, training));
            ranges.put("validation", range(series, training, validation));
            ranges.put("examination", range(series, validation, end));
            return ranges;
        }

        private static String range(Series series, int first, int last) {
            return last <= first ? "" : "%s to %s".formatted(series.at(first), series.at(last - 1));
        }
    }

    /**
     * Trains on one element.
     *
     * @param checkpoint file to go on from after a kill; null for none
     */
    public Made ofElement(
            ElementName name,
            Series series,
            Geometry geometry,
            String digest,
            @Nullable Path checkpoint,
            Consumer<Training.Epoch> told) {
        Split split = Split.of(name, series);
        Network network = settings.design().network(geometry, settings.sizes());
        Contents training = series.part(0, split.training());
        Contents validation = series.part(split.training(), split.validation());
        Weights begin =
                Templates.into(network, network.initial(settings.options().seed()), training);
        Samples learned = samples(network, training, geometry, conditions(series, 0));
        Samples held = samples(network, validation, geometry, conditions(series, split.training()));
        Training.Result result = checkpoint == null
                ? Training.of(network, begin, learned, held, settings.options(), told)
                : Training.resumable(network, begin, learned, held, settings.options(), checkpoint, told);
        byte[] bytes = OnnxWriter.write(network, result.weights(), metadata(name, series.cells()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        try (OnnxModel model = OnnxModel.load(name.path(), bytes)) {
            metrics.putAll(FaultScores.of(
                            series,
                            geometry,
                            split.validation(),
                            split.end(),
                            EXAMINED,
                            settings.options().seed(),
                            (index, counts) -> ModelScore.of(model, counts, series.conditions(index))
                                    .score())
                    .metrics());
        }
        metrics.put("trained numbers", (double) network.trainedSize());
        return new Made(bytes, manifest(bytes, List.of(name), series, split, digest, metrics, List.of(result)));
    }

    private Map<String, String> metadata(ElementName name, int cells) {
        return Map.of(
                "element",
                name.path(),
                "cells",
                Integer.toString(cells),
                "design",
                settings.design().label());
    }

    /** Of the lumisections from {@code first} on. */
    static MaskedSamples.Conditions conditions(Series series, int first) {
        return (index, into, at) -> {
            float[] known = series.conditions(first + index);
            System.arraycopy(known, 0, into, at, known.length);
        };
    }

    static Samples samples(Network network, Contents healthy, Geometry geometry, MaskedSamples.Conditions conditions) {
        return switch (network.head()) {
            case Head.Classes none -> faulty(healthy, geometry, Aim.STATE_OF_MAP);
            case Head.CellClasses none -> faulty(healthy, geometry, Aim.STATE_OF_CELLS);
            case Head.Reconstruction none -> Samples.of(healthy);
            case Head.Expectation head ->
                new MaskedSamples(healthy, head, head.conditions() == 0 ? MaskedSamples.Conditions.NONE : conditions);
            case Head.Values none ->
                throw new IllegalArgumentException(
                        "%s: trained for numbers (expected: a design for one element)".formatted(network.name()));
        };
    }

    /** Other faults than those that examine: single cells, 3×3 and 5×5, and factors in between. */
    private static Samples faulty(Contents healthy, Geometry geometry, Aim aim) {
        List<MapFault> faults = new ArrayList<>();
        for (int size : new int[] {1, 3, 5}) {
            faults.add(new MapFault("dead", new Change.Efficiency(0), size));
            faults.add(new MapFault("×0.3", new Change.Efficiency(0.3), size));
            faults.add(new MapFault("×0.6", new Change.Efficiency(0.6), size));
            faults.add(new MapFault("×1.7", new Change.Efficiency(1.7), size));
            faults.add(new MapFault("×4", new Change.Efficiency(4), size));
            faults.add(new MapFault("noisy", new Change.Noise(40), size));
        }
        return new FaultySamples(healthy, geometry, faults, List.of(MapFault.State.values()), aim);
    }

    /** Trains one dense autoencoder an element, all at once; every element has as many cells. */
    public Made ofFleet(Map<ElementName, Series> elements, Geometry geometry, String digest, IntConsumer done) {
        List<ElementName> names = List.copyOf(elements.keySet());
        List<Series> all = List.copyOf(elements.values());
        Network network = settings.design().network(geometry, settings.sizes());
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (all.get(i).cells() != geometry.cells()) {
                throw new IllegalArgumentException(
                        "%s: %d bins (expected: %d, as of %s); one fleet is of one shape, so choose by --element"
                                .formatted(names.get(i), all.get(i).cells(), geometry.cells(), names.getFirst()));
            }
            splits.add(Split.of(names.get(i), all.get(i)));
        }
        int training = splits.stream().mapToInt(Split::training).min().orElseThrow();
        int validation = splits.stream()
                .mapToInt(split -> split.validation() - split.training())
                .min()
                .orElseThrow();
        Training.Options options = settings.options();
        List<Weights> begin = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            begin.add(Templates.into(
                    network, network.initial(options.seed() + i), all.get(i).part(0, training)));
        }
        FleetSamples samples = new FleetSamples() {
            @Override
            public int networks() {
                return names.size();
            }

            @Override
            public int training() {
                return training;
            }

            @Override
            public int validation() {
                return validation;
            }

            @Override
            public void write(int which, int sample, float[] into, int at) {
                int index = sample < training ? sample : splits.get(which).training() + sample - training;
                all.get(which).write(index, into, at);
            }
        };
        double rate = options.optimiser() instanceof Optimiser.Adam(double of) ? of : 1e-3;
        FleetTraining.Options fleet = new FleetTraining.Options(
                rate,
                Math.min(options.batch(), training),
                options.epochs(),
                options.patience(),
                options.seed(),
                options.threads());
        List<Training.Result> results = FleetTraining.of(network, begin, samples, fleet, done);
        List<Weights> weights = results.stream().map(Training.Result::weights).toList();
        Map<String, String> metadata = Map.of(
                "elements",
                String.join("\n", names.stream().map(ElementName::path).toList()),
                "cells",
                Integer.toString(geometry.cells()),
                "design",
                settings.design().label());
        byte[] bytes = FleetWriter.write(network, weights, metadata);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(
                "mean squared error, validation",
                results.stream()
                        .mapToDouble(result -> result.best().validation())
                        .average()
                        .orElse(Double.NaN));
        List<FleetScores.Part> examined = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            examined.add(new FleetScores.Part(all.get(i), splits.get(i).validation()));
        }
        try (OnnxModel model = OnnxModel.load("fleet", bytes)) {
            metrics.putAll(FleetScores.metrics(model, examined, geometry, EXAMINED, options.seed()));
        }
        metrics.put("trained numbers", (double) network.trainedSize() * names.size());
        return new Made(bytes, manifest(bytes, names, all.getFirst(), splits.getFirst(), digest, metrics, results));
    }

    private Manifest manifest(
            byte[] bytes,
            List<ElementName> names,
            Series series,
            Split split,
            String digest,
            Map<String, Double> metrics,
            List<Training.Result> results) {
        return new Manifest(
                ModelStore.name(bytes),
                settings.design().label(),
                names.stream().map(ElementName::path).toList(),
                series.cells(),
                split.ranges(series),
                clock.instant().toString(),
                new Provenance(
                        Map.of("lumisections", digest),
                        settings.text(),
                        settings.options().seed(),
                        codeVersion,
                        Runtime.version().feature()),
                metrics,
                meanCurve(results),
                "");
    }

    private static List<Manifest.Losses> meanCurve(List<Training.Result> results) {
        int longest =
                results.stream().mapToInt(result -> result.curve().size()).max().orElse(0);
        List<Manifest.Losses> curve = new ArrayList<>();
        for (int epoch = 0; epoch < longest; epoch++) {
            double training = 0;
            double validation = 0;
            for (Training.Result result : results) {
                // one that stopped counts as it was
                Training.Epoch at =
                        result.curve().get(Math.min(epoch, result.curve().size() - 1));
                training += at.training() / results.size();
                validation += at.validation() / results.size();
            }
            curve.add(new Manifest.Losses(training, validation));
        }
        return curve;
    }
}
