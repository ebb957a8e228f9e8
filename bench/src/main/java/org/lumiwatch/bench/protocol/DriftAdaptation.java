package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Size;
import org.lumiwatch.simulator.toy.DriftToy;

/**
 * B7: does a learner keep up with a distribution that drifts and jumps, and still see its faults, with labels at once, late or
 * never? On the drift toy of DINAMO, where others publish figures.
 */
public final class DriftAdaptation implements Protocol<DriftAdaptation.Trial> {
    /** Who is measured on harder variants too. */
    private static final Set<ToyContender> ON_ALL =
            Set.of(ToyContender.DINAMO_S, ToyContender.SHAPE_TEST, ToyContender.ORACLE);
    /** Who is measured in a sanity check: components and forests take longer than all others together. */
    private static final Set<ToyContender> QUICKLY =
            Set.of(ToyContender.DINAMO_S, ToyContender.STATIC_MEAN, ToyContender.SHAPE_TEST, ToyContender.ORACLE);
    /** Runs after the history of a sanity check. */
    private static final int QUICK_RUNS = 200;

    /**
     * What came out on the toy as published, and on one harder variant.
     *
     * @param published by labels and contender
     * @param variant empty when none was run
     * @param harder the same on that variant
     */
    public record Trial(
            Map<ToyLabels, Map<ToyContender, ToyOutcome>> published,
            List<ToyVariant> variant,
            Map<ToyLabels, Map<ToyContender, ToyOutcome>> harder) {
        public Trial {
            published = ordered(published);
            variant = List.copyOf(variant);
            harder = ordered(harder);
        }

        /** In an order that does not change from one program to the next, as that of {@code Map.copyOf} does. */
        private static Map<ToyLabels, Map<ToyContender, ToyOutcome>> ordered(
                Map<ToyLabels, Map<ToyContender, ToyOutcome>> outcomes) {
            Map<ToyLabels, Map<ToyContender, ToyOutcome>> ordered = new TreeMap<>();
            outcomes.forEach((labels, each) -> ordered.put(labels, Collections.unmodifiableMap(new TreeMap<>(each))));
            return Collections.unmodifiableMap(ordered);
        }
    }

    @Override
    public String id() {
        return "B7";
    }

    @Override
    public String title() {
        return "Drifting distribution: accuracy and adaptation with labels at once, late or never";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 50);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        return switch (size) {
            case QUICK ->
                new Trial(
                        outcomes(
                                seed,
                                ToyVariant.PUBLISHED.options().withRuns(DriftToy.HISTORICAL + QUICK_RUNS),
                                QUICKLY),
                        List.of(),
                        Map.of());
            case FULL -> {
                ToyVariant harder = ToyVariant.harder(seed);
                yield new Trial(
                        outcomes(seed, ToyVariant.PUBLISHED.options(), EnumSet.allOf(ToyContender.class)),
                        List.of(harder),
                        outcomes(seed, harder.options(), ON_ALL));
            }
        };
    }

    private static Map<ToyLabels, Map<ToyContender, ToyOutcome>> outcomes(
            long seed, DriftToy.Options options, Set<ToyContender> contenders) {
        ToyStream stream = new ToyStream(DriftToy.runs(seed, options));
        Map<ToyLabels, Map<ToyContender, ToyOutcome>> outcomes = new EnumMap<>(ToyLabels.class);
        for (ToyLabels labels : ToyLabels.values()) {
            Map<ToyContender, ToyOutcome> each = new EnumMap<>(ToyContender.class);
            for (ToyContender contender : contenders) {
                ToyOutcome known =
                        outcomes.getOrDefault(ToyLabels.AT_ONCE, Map.of()).get(contender);
                each.put(
                        contender,
                        contender == ToyContender.ORACLE && known != null
                                ? known
                                : ToyOutcome.of(
                                        stream.truth(), contender.calls(stream, options, labels.regime(), seed)));
            }
            outcomes.put(labels, each);
        }
        return outcomes;
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        ToyResults published =
                new ToyResults(trials.stream().map(Trial::published).toList());
        Map<ToyVariant, ToyResults> harder = new TreeMap<>();
        for (ToyVariant variant : ToyVariant.values()) {
            List<Map<ToyLabels, Map<ToyContender, ToyOutcome>>> of = trials.stream()
                    .filter(trial -> trial.variant().contains(variant))
                    .map(Trial::harder)
                    .toList();
            if (!of.isEmpty()) {
                harder.put(variant, new ToyResults(of));
            }
        }
        DriftReport report = new DriftReport(published, harder);
        report.checkLimit();
        return new Report(
                Report.Data.SIMULATED,
                Stream.concat(report.byLabels().stream(), report.byVariant().stream())
                        .toList(),
                List.of(report.adaptation()),
                new ArrayList<>(report.targets(size)),
                report.notes());
    }
}
