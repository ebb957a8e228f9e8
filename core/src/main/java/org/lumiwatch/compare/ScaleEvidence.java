package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Evidence that a single positive quantity, such as the exposure of a whole map, is not what is expected: Page's sums of normal
 * log-likelihood ratios on the logarithm, for factors from dead to twice. Immutable.
 */
public final class ScaleEvidence {
    private static final double[] FACTORS = {0.05, 0.5, 0.8, 0.9, 0.95, 1.05, 1.25, 2};
    private static final double CLIP = 30;
    private static final double CAP = 22;

    private final double[] sums;
    private final double logRatio;
    private final double weight;
    private final @Nullable LumisectionId began;

    private ScaleEvidence(double[] sums, double logRatio, double weight, @Nullable LumisectionId began) {
        this.sums = sums;
        this.logRatio = logRatio;
        this.weight = weight;
        this.began = began;
    }

    public static ScaleEvidence none() {
        return new ScaleEvidence(new double[FACTORS.length], 0, 0, null);
    }

    /** With one more lumisection: {@code ratio} of observed to expected, known to a relative {@code spread}. */
    public ScaleEvidence with(LumisectionId at, double ratio, double spread) {
        double log = Math.log(Math.max(ratio, 1e-3));
        double[] next = new double[sums.length];
        boolean any = false;
        for (int i = 0; i < next.length; i++) {
            double shift = Math.log(FACTORS[i]);
            double gain = Math.clamp(shift * (log - shift / 2) / (spread * spread), -CLIP, CLIP);
            next[i] = Math.clamp(sums[i] + gain, 0, CAP);
            any |= next[i] > 0;
        }
        double precision = 1 / (spread * spread);
        if (!any) {
            return new ScaleEvidence(next, 0, 0, null);
        }
        return new ScaleEvidence(next, logRatio + log * precision, weight + precision, began == null ? at : began);
    }

    /** Strongest evidence, a natural log-likelihood ratio. */
    public double strongest() {
        double strongest = 0;
        for (double sum : sums) {
            strongest = Math.max(strongest, sum);
        }
        return strongest;
    }

    /** −log10 of the expected number of false alarms per lumisection at this evidence. */
    public double significance() {
        return Math.max(0, (strongest() - Math.log(FACTORS.length)) / Math.log(10));
    }

    /** Mean ratio since evidence began; 1 when there is none. */
    public double factor() {
        return weight > 0 ? Math.exp(logRatio / weight) : 1;
    }

    /** First lumisection with evidence; none when there is no evidence. */
    public List<LumisectionId> since() {
        return began == null ? List.of() : List.of(began);
    }

    public void save(DataOutput out) throws IOException {
        for (double sum : sums) {
            out.writeDouble(sum);
        }
        out.writeDouble(logRatio);
        out.writeDouble(weight);
        out.writeInt(began == null ? 0 : began.run());
        out.writeInt(began == null ? 0 : began.number());
    }

    public static ScaleEvidence restore(DataInput in) throws IOException {
        double[] sums = new double[FACTORS.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.readDouble();
        }
        double logRatio = in.readDouble();
        double weight = in.readDouble();
        int run = in.readInt();
        int number = in.readInt();
        return new ScaleEvidence(sums, logRatio, weight, run == 0 ? null : new LumisectionId(run, number));
    }
}
