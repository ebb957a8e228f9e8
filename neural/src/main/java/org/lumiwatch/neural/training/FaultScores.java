package org.lumiwatch.neural.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;
import org.lumiwatch.neural.StandardFault;

/**
 * Scores of healthy lumisections, and of the same with every standard fault: the examination of one algorithm. The faults are the same for
 * every algorithm, places and counts included.
 *
 * @param healthy scores with the run they are of
 * @param faulty the same by fault
 */
public record FaultScores(List<Scored> healthy, Map<String, List<Scored>> faulty) {
    public FaultScores {
        healthy = List.copyOf(healthy);
        faulty = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(faulty));
    }

    /** Gives a lumisection's score: 0 like the reference, the more the more anomalous. */
    public interface Scorer {
        /** @param index of the lumisection that {@code counts} are of, healthy or not */
        double score(int index, float[] counts);

        /** Told when all copies of a lumisection were scored, for those who learn as they go. */
        default void done(int index) {}
    }

    /**
     * Examines.
     *
     * @param first and {@code last}, exclusive: the lumisections to examine with
     * @param most lumisections, evenly taken
     */
    public static FaultScores of(
            ElementData.Series series, Geometry geometry, int first, int last, int most, long seed, Scorer scorer) {
        List<Scored> healthy = new ArrayList<>();
        Map<String, List<Scored>> faulty = new LinkedHashMap<>();
        List<? extends StandardFault> faults = StandardFault.of(geometry);
        faults.forEach(fault -> faulty.put(fault.label(), new ArrayList<>()));
        int every = Math.max(1, (last - first) / most);
        float[] counts = new float[series.cells()];
        for (int index = first; index < last; index += every) {
            int run = series.at(index).run();
            series.write(index, counts, 0);
            healthy.add(new Scored(scorer.score(index, counts), false, run));
            for (int f = 0; f < faults.size(); f++) {
                spoil(series, index, geometry, f, seed, counts);
                faulty.get(faults.get(f).label()).add(new Scored(scorer.score(index, counts), true, run));
            }
            scorer.done(index);
        }
        return new FaultScores(healthy, faulty);
    }

    /**
     * Writes a lumisection with one of the standard faults in it, at the same place whoever asks.
     *
     * @param fault number of it, in the order of {@link StandardFault#of}
     */
    static void spoil(ElementData.Series series, int index, Geometry geometry, int fault, long seed, float[] counts) {
        series.write(index, counts, 0);
        StandardFault.of(geometry)
                .get(fault)
                .into(counts, 0, geometry, series.most(index), new SplittableRandom(seed * 31 + index * 1009L + fault));
    }

    /** Healthy against one fault. */
    public Ranking ranking(String fault) {
        List<Scored> both = new ArrayList<>(healthy);
        both.addAll(faulty.getOrDefault(fault, List.of()));
        return new Ranking(both);
    }

    /** Healthy against all faults. */
    public Ranking ranking() {
        List<Scored> all = new ArrayList<>(healthy);
        faulty.values().forEach(all::addAll);
        return new Ranking(all);
    }

    /** Share of all scores, healthy and faulty, on the other side of {@code threshold} than those of {@code other} of {@code otherThreshold}. */
    public double otherVerdicts(double threshold, FaultScores other, double otherThreshold) {
        List<Scored> mine = new ArrayList<>(healthy);
        faulty.values().forEach(mine::addAll);
        List<Scored> theirs = new ArrayList<>(other.healthy);
        other.faulty.values().forEach(theirs::addAll);
        int differ = 0;
        for (int i = 0; i < mine.size(); i++) {
            differ += mine.get(i).score() > threshold == theirs.get(i).score() > otherThreshold ? 0 : 1;
        }
        return (double) differ / mine.size();
    }

    /** AUC and recall at false-positive rate 10⁻² by fault, and over all. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("auc", ranking().auc());
        metrics.put("recall at 1 % false", ranking().recallAt(0.01));
        faulty.keySet().forEach(fault -> {
            metrics.put("auc " + fault, ranking(fault).auc());
            metrics.put("recall at 1 % false " + fault, ranking(fault).recallAt(0.01));
        });
        return metrics;
    }
}
