package org.lumiwatch.bench.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.compare.FormScan;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;

/**
 * Autoencoders of the missing-energy elements of one seed, trained on healthy history: the seeds' of METSig, one that expects the counts of
 * METSig from its own other bins, and one that expects its form from those of the other elements. Close it.
 */
final class MissingEnergyNetworks implements AutoCloseable {
    static final String SEEDS = "seeds' autoencoder, 10–2, MSE";
    static final String MASKED = "masked autoencoder, METSig alone";
    static final String JOINT = "joint network, METSig from the others";
    static final List<String> NAMES = List.of(SEEDS, MASKED, JOINT);
    private static final double TRAINED = 0.8;
    /** Standard deviations. */
    private static final double FARTHEST = 8;

    private static final int FORMS = FormScan.Hypothesis.values().length;

    private final Map<String, OnnxModel> models = new LinkedHashMap<>();
    private final Map<String, Training.Result> results = new LinkedHashMap<>();
    private final double[] squares = new double[FORMS];
    private final int bins;

    /** One lumisection of all elements, METSig first, and what each was expected to be by itself. */
    record Moment(List<MonitorElement> elements, List<Prediction> expected) {
        Moment {
            elements = List.copyOf(elements);
            expected = List.copyOf(expected);
        }

        /** Pulls of the forms of elements {@code first} and on, one after the other. */
        double[] forms(int first, int last) {
            double[] forms = new double[(last - first) * FORMS];
            for (int i = first; i < last; i++) {
                double[] pulls = FormScan.pulls(elements.get(i).histogram(), expected.get(i));
                System.arraycopy(pulls, 0, forms, (i - first) * FORMS, FORMS);
            }
            return forms;
        }
    }

    MissingEnergyNetworks(List<Moment> history, long seed, int epochs) {
        this.bins = history.getFirst().elements().getFirst().histogram().cells();
        train(SEEDS, Networks.denseAutoencoder(bins, 10, 2), history, seed, epochs);
        train(MASKED, Networks.maskedAutoencoder(List.of(bins), 0, 32, 4), history, seed, epochs);
        trainJoint(history, seed, epochs);
    }

    private void trainJoint(List<Moment> history, long seed, int epochs) {
        int others = history.getFirst().elements().size() - 1;
        Network network = Networks.relation(others, 16);
        int split = (int) (TRAINED * history.size());
        Training.Result result = Training.of(
                network,
                network.initial(seed),
                new Forms(history.subList(0, split), others),
                new Forms(history.subList(split, history.size()), others),
                new Training.Options(new Optimiser.Adam(2e-3), 32, epochs, 20, seed, 1),
                epoch -> {});
        results.put(JOINT, result);
        models.put(JOINT, OnnxModel.load(JOINT, OnnxWriter.write(network, result.weights(), Map.of())));
        for (Moment moment : history.subList(split, history.size())) {
            double[] residuals = residuals(moment);
            for (int h = 0; h < FORMS; h++) {
                squares[h] += residuals[h] * residuals[h] / (history.size() - split);
            }
        }
    }

    /** Forms of the others, one of them now and then missing; those of METSig are wanted. */
    private record Forms(List<Moment> moments, int others) implements Samples {
        private static final double MISSING = 0.1;

        @Override
        public int size() {
            return moments.size();
        }

        @Override
        public void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
            double[] forms = moments.get(index).forms(1, others + 1);
            int missing = random.nextDouble() < MISSING ? random.nextInt(others) : -1;
            told(forms, input, inputAt);
            for (int i = missing * FORMS; i >= 0 && i < (missing + 1) * FORMS; i++) {
                input[inputAt + i] = 0;
            }
            double[] wanted = moments.get(index).forms(0, 1);
            for (int i = 0; i < FORMS; i++) {
                target[targetAt + i] = clipped(wanted[i]);
            }
        }
    }

    private static float clipped(double pull) {
        return (float) Math.clamp(pull, -FARTHEST, FARTHEST);
    }

    /** An element that is far from what it was lately is changing by itself: it tells nothing of others, as if it were missing. */
    private static void told(double[] forms, float[] input, int at) {
        for (int element = 0; element < forms.length / FORMS; element++) {
            boolean usable = true;
            for (int i = element * FORMS; i < (element + 1) * FORMS; i++) {
                usable &= Math.abs(forms[i]) < FARTHEST;
            }
            for (int i = element * FORMS; i < (element + 1) * FORMS; i++) {
                input[at + i] = usable ? (float) forms[i] : 0;
            }
        }
    }

    /** Whether all the others tell something. */
    private static boolean areTold(Moment moment) {
        return java.util.Arrays.stream(moment.forms(1, moment.elements().size()))
                .allMatch(pull -> Math.abs(pull) < FARTHEST);
    }

    /** Forms of METSig less what the others tell of them. */
    private double[] residuals(Moment moment) {
        double[] others = moment.forms(1, moment.elements().size());
        float[] input = new float[others.length];
        told(others, input, 0);
        float[] told = Objects.requireNonNull(model(JOINT).run(1, input).get(OnnxModel.VALUES));
        double[] residuals = moment.forms(0, 1);
        for (int h = 0; h < FORMS; h++) {
            residuals[h] -= told[h];
        }
        return residuals;
    }

    private void train(String name, Network network, List<Moment> history, long seed, int epochs) {
        int split = (int) (TRAINED * history.size());
        Contents all = new History(history);
        Contents earlier = all.part(0, split);
        Training.Result result = Training.of(
                network,
                Templates.into(network, network.initial(seed), earlier),
                samples(network, earlier),
                samples(network, all.part(split, history.size())),
                new Training.Options(new Optimiser.Adam(2e-3), 128, epochs, 20, seed, 1),
                epoch -> {});
        results.put(name, result);
        models.put(name, OnnxModel.load(name, OnnxWriter.write(network, result.weights(), Map.of())));
    }

    private static Samples samples(Network network, Contents contents) {
        if (network.head() instanceof Head.Expectation head) {
            return new MaskedSamples(contents, head, MaskedSamples.Conditions.NONE);
        }
        return Samples.of(contents);
    }

    private record History(List<Moment> moments) implements Contents {
        @Override
        public int size() {
            return moments.size();
        }

        @Override
        public void write(int index, float[] into, int at) {
            float[] counts = counts(moments.get(index));
            System.arraycopy(counts, 0, into, at, counts.length);
        }
    }

    /** How far METSig is from what each expects. */
    Map<String, Double> scores(Moment moment) {
        Histogram significance = moment.elements().getFirst().histogram();
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(
                SEEDS, ModelScore.of(model(SEEDS), counts(moment), new float[0]).score());
        scores.put(MASKED, deviance(significance, expected(moment)));
        double[] residuals = residuals(moment);
        double largest = 0;
        for (int h = 0; h < FORMS; h++) {
            largest = Math.max(largest, Math.abs(residuals[h]) / Math.sqrt(squares[h]));
        }
        scores.put(JOINT, areTold(moment) ? largest : 0);
        return scores;
    }

    /** Counts of METSig that {@link #MASKED} expects. */
    double[] expected(Moment moment) {
        return ModelScore.expected(model(MASKED), counts(moment), new float[0]);
    }

    private static float[] counts(Moment moment) {
        return moment.elements().getFirst().histogram().floatContents();
    }

    private static double deviance(Histogram observed, double[] expected) {
        double sum = 0;
        for (int bin = 0; bin < expected.length; bin++) {
            sum += CountLikelihood.deviance(observed.at(bin), Math.max(expected[bin], 0.05));
        }
        return sum / expected.length;
    }

    OnnxModel model(String name) {
        return Objects.requireNonNull(models.get(name));
    }

    /** Loss in validation over that in training, less one, of the epoch that was kept. */
    double gap(String name) {
        Training.Epoch best = Objects.requireNonNull(results.get(name)).best();
        return best.validation() / best.training() - 1;
    }

    @Override
    public void close() {
        models.values().forEach(OnnxModel::close);
    }
}
