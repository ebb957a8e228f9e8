package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.lumiwatch.evaluate.metric.FalseAlarmStreaks;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;

/**
 * How a contender did on the runs after the history. An undecided run is a miss when bad and a false alarm when good.
 *
 * @param auc area under the ROC curve
 * @param changes jumps of the generator in these runs
 * @param steps good runs alarmed after a jump before one is accepted, all jumps together
 * @param lockOut share of good runs within 20 and more alarmed good runs in a row
 * @param undecided share of all runs
 * @param onsets first runs of faults
 * @param onsetsAlarmed how many of them were called bad
 * @param goodAfterChange good runs by how many good runs lie between them and the last jump
 * @param alarmedAfterChange how many of them were refused
 */
public record ToyOutcome(
        double sensitivity,
        double specificity,
        double auc,
        int changes,
        int steps,
        double lockOut,
        double undecided,
        int onsets,
        int onsetsAlarmed,
        List<Integer> goodAfterChange,
        List<Integer> alarmedAfterChange) {
    /** Good runs after a jump that are told apart. */
    static final int AGES = 30;

    public ToyOutcome {
        goodAfterChange = List.copyOf(goodAfterChange);
        alarmedAfterChange = List.copyOf(alarmedAfterChange);
    }

    /** What is true of a run. */
    public record Truth(boolean bad, boolean changed, boolean onset) {}

    /** What a contender says of a run. */
    public record Call(double score, boolean alarm, boolean decided) {
        static Call of(double score, double threshold) {
            return new Call(score, score > threshold, true);
        }

        boolean isRefused() {
            return alarm || !decided;
        }
    }

    /** Truth and calls of the same runs, in order. */
    public static ToyOutcome of(List<Truth> truth, List<Call> calls) {
        List<Call> bad = where(truth, calls, true);
        List<Call> good = where(truth, calls, false);
        FalseAlarmStreaks streaks =
                FalseAlarmStreaks.of(good.stream().map(Call::isRefused).toList());
        int[] onsets = IntStream.range(0, truth.size())
                .filter(i -> truth.get(i).onset())
                .toArray();
        int[] changes = IntStream.range(0, truth.size())
                .filter(i -> truth.get(i).changed())
                .toArray();
        return new ToyOutcome(
                bad.stream().filter(Call::alarm).count() / (double) bad.size(),
                1 - good.stream().filter(Call::isRefused).count() / (double) good.size(),
                area(truth, calls),
                changes.length,
                steps(truth, calls, changes),
                streaks.lockOut(),
                calls.stream().filter(call -> !call.decided()).count() / (double) calls.size(),
                onsets.length,
                (int) IntStream.of(onsets).filter(i -> calls.get(i).alarm()).count(),
                afterChange(truth, calls, call -> true),
                afterChange(truth, calls, Call::isRefused));
    }

    private static List<Integer> afterChange(List<Truth> truth, List<Call> calls, Predicate<Call> counted) {
        Integer[] counts = new Integer[AGES];
        Arrays.fill(counts, 0);
        int age = AGES;
        for (int i = 0; i < calls.size(); i++) {
            age = truth.get(i).changed() ? 0 : age;
            if (!truth.get(i).bad() && age < AGES) {
                counts[age] += counted.test(calls.get(i)) ? 1 : 0;
                age++;
            }
        }
        return List.of(counts);
    }

    double balancedAccuracy() {
        return (sensitivity + specificity) / 2;
    }

    private static List<Call> where(List<Truth> truth, List<Call> calls, boolean bad) {
        return IntStream.range(0, truth.size())
                .filter(i -> truth.get(i).bad() == bad)
                .mapToObj(calls::get)
                .toList();
    }

    private static double area(List<Truth> truth, List<Call> calls) {
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            scored.add(new Scored(calls.get(i).score(), truth.get(i).bad(), i));
        }
        return new Ranking(scored).auc();
    }

    /** As published: counted until a good run is accepted, the next jump comes, or the runs end. */
    private static int steps(List<Truth> truth, List<Call> calls, int[] changes) {
        int steps = 0;
        for (int k = 0; k < changes.length; k++) {
            int end = k + 1 < changes.length ? changes[k + 1] : truth.size();
            for (int i = changes[k]; i < end; i++) {
                if (truth.get(i).bad()) {
                    continue;
                }
                if (!calls.get(i).isRefused()) {
                    break;
                }
                steps++;
            }
        }
        return steps;
    }
}
