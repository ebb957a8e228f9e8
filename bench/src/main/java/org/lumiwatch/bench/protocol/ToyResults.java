package org.lumiwatch.bench.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lumiwatch.bench.Measure;

/** Outcomes on one kind of stream, one a seed. */
record ToyResults(List<Map<ToyLabels, Map<ToyContender, ToyOutcome>>> seeds) {
    ToyResults {
        seeds = List.copyOf(seeds);
    }

    List<ToyOutcome> of(ToyContender contender, ToyLabels labels) {
        return seeds.stream()
                .map(seed -> seed.getOrDefault(labels, Map.of()).get(contender))
                .filter(outcome -> outcome != null)
                .toList();
    }

    boolean has(ToyContender contender) {
        return !of(contender, ToyLabels.NONE).isEmpty();
    }

    OverSeeds over(ToyContender contender, ToyLabels labels, ToDoubleFunction<ToyOutcome> figure) {
        return new OverSeeds(
                of(contender, labels).stream().map(figure::applyAsDouble).toList());
    }

    OverSeeds accuracy(ToyContender contender, ToyLabels labels) {
        return over(contender, labels, ToyOutcome::balancedAccuracy);
    }

    /** Good runs alarmed after a jump, jumps of all seeds pooled; NaN without a jump. */
    double steps(ToyContender contender, ToyLabels labels) {
        List<ToyOutcome> outcomes = of(contender, labels);
        return outcomes.stream().mapToDouble(ToyOutcome::steps).sum()
                / outcomes.stream().mapToDouble(ToyOutcome::changes).sum();
    }

    /** Share of faults whose first run is called bad, pooled. */
    double onsetsAlarmed(ToyContender contender, ToyLabels labels) {
        List<ToyOutcome> outcomes = of(contender, labels);
        return outcomes.stream().mapToDouble(ToyOutcome::onsetsAlarmed).sum()
                / outcomes.stream().mapToDouble(ToyOutcome::onsets).sum();
    }

    static Measure number(double value) {
        return Double.isNaN(value) ? new Measure.Words("no jump") : new Measure.Value(value);
    }
}
