package org.lumiwatch.neural.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Shape;

final class OnnxCompressionTest {
    private static final Network DENSE = Networks.denseAutoencoder(60, 40, 20);
    private static final byte[] MODEL = OnnxWriter.write(DENSE, DENSE.initial(1), Map.of());
    private static final float[] SAMPLE = sample(60);

    private static float[] sample(int size) {
        SplittableRandom random = new SplittableRandom(4);
        float[] sample = new float[size];
        for (int i = 0; i < size; i++) {
            sample[i] = (float) random.nextDouble(-1, 1);
        }
        return sample;
    }

    @Test
    void pruningNothingChangesNothingAndALittleChangesLittle() {
        assertThat(distance(MODEL, OnnxCompression.pruned(MODEL, 0))).isZero();
        double some = distance(MODEL, OnnxCompression.pruned(MODEL, 0.2));
        double most = distance(MODEL, OnnxCompression.pruned(MODEL, 0.9));
        assertThat(some).isPositive().isLessThan(most / 2);
    }

    @Test
    void factorisedLayersAreSmallerAndAlike() {
        byte[] half = OnnxCompression.factorised(MODEL, 0.5);
        assertThat(half.length).isLessThan(MODEL.length);
        assertThat(distance(MODEL, half))
                .isPositive()
                .isLessThan(distance(MODEL, OnnxCompression.factorised(MODEL, 0.1)));
    }

    @Test
    void eightBitsAreAQuarterOfTheSizeAndNearlyTheSame() {
        byte[] small = OnnxCompression.quantised(MODEL, OnnxCompression.inputRanges(MODEL, List.of(List.of(SAMPLE))));
        assertThat(small.length).isLessThan(MODEL.length / 2);
        assertThat(distance(MODEL, small)).isPositive().isLessThan(0.05);
    }

    @Test
    void convolutionsToo() {
        Network network = Networks.convolutionalAutoencoder(new Shape(1, 12, 14));
        byte[] model = OnnxWriter.write(network, network.initial(1), Map.of());
        float[] map = sample(12 * 14);
        byte[] small = OnnxCompression.quantised(model, OnnxCompression.inputRanges(model, List.of(List.of(map))));
        assertThat(distance(model, small, map)).isPositive().isLessThan(0.1);
    }

    private static double distance(byte[] one, byte[] other) {
        return distance(one, other, SAMPLE);
    }

    /** Of what both reconstruct, over the size of it. */
    private static double distance(byte[] one, byte[] other, float[] sample) {
        try (OnnxModel a = OnnxModel.load("one", one);
                OnnxModel b = OnnxModel.load("other", other)) {
            float[] x = a.run(1, sample).getOrDefault(OnnxModel.RECONSTRUCTION, new float[0]);
            float[] y = b.run(1, sample).getOrDefault(OnnxModel.RECONSTRUCTION, new float[0]);
            double difference = 0;
            double size = 0;
            for (int i = 0; i < x.length; i++) {
                difference += (x[i] - y[i]) * (double) (x[i] - y[i]);
                size += (double) x[i] * x[i];
            }
            return Math.sqrt(difference / size);
        }
    }
}
