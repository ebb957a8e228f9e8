package org.lumiwatch.neural.ensemble;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Training;

/** Bell-shaped distributions, and a network trained on some. */
final class Bells {
    static final int BINS = 50;
    private static final OnnxModel MODEL = trained();

    private Bells() {}

    static Histogram healthy(RandomGenerator random) {
        Axis axis = Axis.regular(BINS, -5, 5);
        double[] counts = new double[BINS];
        for (int i = 0; i < 4000; i++) {
            int bin = axis.indexOf(random.nextGaussian());
            if (bin >= 0 && bin < BINS) {
                counts[bin]++;
            }
        }
        return Histogram.of(List.of(axis), counts);
    }

    static Histogram faulty(Histogram healthy) {
        double[] counts = healthy.contents();
        for (int i = 22; i < 26; i++) {
            counts[i] = 0;
        }
        return Histogram.of(healthy.axes(), counts);
    }

    static OnnxModel model() {
        return MODEL;
    }

    private static OnnxModel trained() {
        Network network = Networks.maskedAutoencoder(List.of(BINS), 0, 8, 2);
        Contents training = drawn(1, 200);
        Head.Expectation head = (Head.Expectation) network.head();
        Training.Result result = Training.of(
                network,
                Templates.into(network, network.initial(1), training),
                new MaskedSamples(training, head, MaskedSamples.Conditions.NONE),
                new MaskedSamples(drawn(2, 40), head, MaskedSamples.Conditions.NONE),
                Training.Options.defaults().withEpochs(5),
                epoch -> {});
        return OnnxModel.load("bells", OnnxWriter.write(network, result.weights(), Map.of()));
    }

    private static Contents drawn(long seed, int size) {
        return new Contents() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public void write(int index, float[] into, int at) {
                double[] contents =
                        healthy(new SplittableRandom(seed * 10_007 + index)).contents();
                for (int bin = 0; bin < contents.length; bin++) {
                    into[at + bin] = (float) contents[bin];
                }
            }
        };
    }
}
