package org.lumiwatch.evaluate;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lumiwatch.evaluate.metric.Interval;

/**
 * What came out of an evaluation. Ranking and accuracy are over decided lumisections; rates that have no sample are NaN.
 *
 * @param lumisections scored ones, decided or not
 * @param good decided lumisections that truly are good
 * @param bad decided lumisections that truly are bad
 * @param undecided lumisections the judge did not decide on
 * @param auc area under the ROC curve, above .85 on global labels look for a leak
 * @param aucInterval 95 %, resampling runs
 * @param recallAtFpr share of bad ones found, by false positive rate
 * @param statedFalseAlarmRate false alarms per lumisection that the budget allows
 * @param measuredFalseAlarmRate share of good ones called bad
 * @param balancedAccuracy mean of sensitivity and specificity of the verdicts at the stated budget
 * @param adaptationRuns mean number of good runs alarmed in a row before one is accepted; empty when none was
 * @param lockOut share of good runs in streaks of 20 and more alarmed good runs
 * @param blindControls scores that look at no reference or hardly, by name
 */
public record EvaluationResult(
        int lumisections,
        int good,
        int bad,
        int undecided,
        double auc,
        Interval aucInterval,
        Map<Double, Double> recallAtFpr,
        double statedFalseAlarmRate,
        double measuredFalseAlarmRate,
        double balancedAccuracy,
        double sensitivity,
        double specificity,
        OptionalDouble adaptationRuns,
        double lockOut,
        Map<String, BlindControl> blindControls) {

    /**
     * A control on the same lumisections.
     *
     * @param auc its own area
     * @param gain 95 % interval of the judge's area minus this one, resampling the same runs
     */
    public record BlindControl(double auc, Interval gain) {}

    public EvaluationResult {
        recallAtFpr = java.util.Collections.unmodifiableMap(new TreeMap<>(recallAtFpr));
        blindControls = java.util.Collections.unmodifiableMap(new TreeMap<>(blindControls));
    }
}
