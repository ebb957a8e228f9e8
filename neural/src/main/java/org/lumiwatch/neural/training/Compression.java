package org.lumiwatch.neural.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxCompression;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.training.ElementData.Series;

/** Makes a model smaller and says what that costs; a compression that costs more than is allowed is refused. */
public final class Compression {
    private static final int CALIBRATION = 64;
    private static final int EXAMINED = 200;
    private static final int TIMED = 200;
    private static final double FALSE_POSITIVES = 0.01;

    private Compression() {}

    /** How. */
    public enum Method {
        /** {@code strength}: share of the weights that become 0. */
        PRUNE,
        /** {@code strength}: share of the singular values that are left out. */
        LOW_RANK,
        /** 8 bits; {@code strength} means nothing. */
        INT8
    }

    /**
     * Before and after.
     *
     * @param bytes of the file
     * @param packedBytes of the file, packed by gzip: what zeros save
     * @param microseconds a lumisection, on one core
     * @param auc over all standard faults
     */
    public record Figures(long bytes, long packedBytes, double microseconds, double auc) {}

    /** @param otherVerdicts share of verdicts on healthy and faulty lumisections that change, at 1 % false positives each */
    public record Outcome(Figures before, Figures after, double otherVerdicts) {
        public double aucLoss() {
            return before.auc() - after.auc();
        }
    }

    /** A compressed file and what it costs. Immutable. */
    public static final class Compressed {
        private final byte[] bytes;
        private final Outcome outcome;

        private Compressed(byte[] bytes, Outcome outcome) {
            this.bytes = bytes.clone();
            this.outcome = outcome;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public Outcome outcome() {
            return outcome;
        }
    }

    /**
     * Compresses a model of one element and examines it by the last runs of {@code series}; what calibrates 8 bits is from before.
     *
     * @param mostLoss of AUC that is allowed
     * @throws IllegalArgumentException when it costs more
     */
    public static Compressed of(
            byte[] model, Series series, Geometry geometry, Method method, double strength, double mostLoss) {
        int examined = series.firstExamined();
        byte[] smaller = switch (method) {
            case PRUNE -> OnnxCompression.pruned(model, strength);
            case LOW_RANK -> OnnxCompression.factorised(model, 1 - strength);
            case INT8 ->
                OnnxCompression.quantised(
                        model, OnnxCompression.inputRanges(model, calibration(model, series, examined)));
        };
        FaultScores before = scores(model, series, geometry, examined);
        FaultScores after = scores(smaller, series, geometry, examined);
        Outcome outcome = new Outcome(
                figures(model, series, before),
                figures(smaller, series, after),
                before.otherVerdicts(threshold(before), after, threshold(after)));
        if (!(outcome.aucLoss() <= mostLoss)) {
            throw new IllegalArgumentException(
                    "compression costs %.4f of AUC, %.4f to %.4f (expected: at most %.4f); compress less, or allow more"
                            .formatted(
                                    outcome.aucLoss(),
                                    outcome.before().auc(),
                                    outcome.after().auc(),
                                    mostLoss));
        }
        return new Compressed(smaller, outcome);
    }

    private static double threshold(FaultScores scores) {
        return scores.ranking().at(FALSE_POSITIVES).threshold();
    }

    private static List<List<float[]>> calibration(byte[] model, Series series, int before) {
        List<List<float[]>> samples = new ArrayList<>();
        try (OnnxModel loaded = OnnxModel.load("to be compressed", model)) {
            int every = Math.max(1, before / CALIBRATION);
            for (int index = 0; index < before; index += every) {
                float[] counts = new float[series.cells()];
                series.write(index, counts, 0);
                List<float[]> inputs = new ArrayList<>(List.of(counts));
                if (loaded.inputs().containsKey(OnnxModel.VISIBLE)) {
                    float[] visible = new float[counts.length];
                    Arrays.fill(visible, 1);
                    inputs.add(visible);
                }
                if (loaded.inputs().containsKey(OnnxModel.CONDITIONS)) {
                    inputs.add(series.conditions(index));
                }
                samples.add(inputs);
            }
        }
        return samples;
    }

    private static FaultScores scores(byte[] bytes, Series series, Geometry geometry, int first) {
        try (OnnxModel model = OnnxModel.load("compressed", bytes)) {
            return FaultScores.of(
                    series,
                    geometry,
                    first,
                    series.size(),
                    EXAMINED,
                    1,
                    (index, counts) -> ModelScore.of(model, counts, series.conditions(index))
                            .score());
        }
    }

    private static Figures figures(byte[] bytes, Series series, FaultScores scores) {
        return new Figures(
                bytes.length,
                packed(bytes),
                microseconds(bytes, series),
                scores.ranking().auc());
    }

    /** Of scoring one lumisection on one core: the median of many. */
    static double microseconds(byte[] bytes, Series series) {
        float[] counts = new float[series.cells()];
        series.write(0, counts, 0);
        double[] times = new double[TIMED];
        try (OnnxModel model = OnnxModel.load("timed", bytes)) {
            for (int i = -TIMED; i < TIMED; i++) {
                long start = System.nanoTime();
                ModelScore.of(model, counts, series.conditions(0));
                if (i >= 0) {
                    times[i] = (System.nanoTime() - start) / 1e3;
                }
            }
        }
        Arrays.sort(times);
        return times[TIMED / 2];
    }

    private static long packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size();
    }
}
