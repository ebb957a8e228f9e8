package org.lumiwatch.judge;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;

/**
 * Everything a quality test said of one element in one lumisection.
 *
 * @param threshold significance from which this test calls an element bad, at the stated false-alarm budget
 * @param predicted what was expected; null when nothing could be
 * @param recovered known defects that are seen healthy again
 * @param voices what each member of the test said; empty when it has but one
 */
public record Judgement(
        TestId test,
        MonitorElement element,
        Verdict verdict,
        Calibration calibration,
        double threshold,
        @Nullable Prediction predicted,
        List<Box> recovered,
        List<Voice> voices) {

    public Judgement {
        recovered = List.copyOf(recovered);
        voices = List.copyOf(voices);
    }

    /** A judgement in which nothing recovered, by a test of one member. */
    public Judgement(
            TestId test,
            MonitorElement element,
            Verdict verdict,
            Calibration calibration,
            double threshold,
            @Nullable Prediction predicted) {
        this(test, element, verdict, calibration, threshold, predicted, List.of(), List.of());
    }

    /** What the significance rests on. */
    public enum Calibration {
        /** The analytic null: not enough healthy lumisections seen yet. */
        THEORY,
        /** The test's own healthy history, within its range. */
        EMPIRICAL,
        /** A tail fitted to that history, beyond its range. */
        EXTRAPOLATED
    }

    /** What was expected, when anything could be. */
    public Optional<Prediction> prediction() {
        return Optional.ofNullable(predicted);
    }

    /** −log10 p of the verdict; 0 when undecided. */
    public double significance() {
        return switch (verdict) {
            case Verdict.Good(double significance) -> significance;
            case Verdict.Bad(double significance, var findings) -> significance;
            case Verdict.Undecided undecided -> 0;
        };
    }

    /** Exposure of the lumisection in this element, 1 for a typical one; NaN when it could not be fitted. */
    public double exposure() {
        return predicted == null ? Double.NaN : predicted.exposure();
    }

    /** Signed local significance of a cell: −log10 of its two-sided p, negative where fewer than expected were observed. */
    public double cellSignificance(int cell) {
        if (predicted == null || !predicted.live(cell)) {
            return 0;
        }
        double deviation = element.histogram().at(cell) - predicted.mean(cell);
        double sigma = Math.sqrt(Math.max(predicted.variance(cell), 1e-9));
        double size = Significance.ofLogProbability(NormalTail.logTwoSided(Math.abs(deviation) / sigma));
        return deviation < 0 ? -size : size;
    }
}
