package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.protocol.StatedRates.Band;
import org.lumiwatch.bench.protocol.StatedRates.OfContender;
import org.lumiwatch.bench.stream.Course;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.metric.Calibration;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Campaign.Stretch;
import org.lumiwatch.simulator.Era;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** One map of one seed in which nothing is wrong; all alarms are counted, by condition. Walked once. */
final class HealthyWalk {
    /** Lumisections after a change of fill or prescale that are counted apart. */
    private static final int SETTLING = 50;

    private final Course course;
    private final List<Watcher> watchers;
    private final Map<Watcher, Map<Band, Long>> alarms = new java.util.LinkedHashMap<>();
    private final Map<Band, Long> lumisections = new EnumMap<>(Band.class);
    private String configuration = "";
    private int sinceChange;

    HealthyWalk(Subject subject, long seed, Stretches stretches) {
        List<Era> eras = List.of(Era.values());
        Era era = eras.get((int) Math.floorMod(seed, (long) eras.size()));
        Subdetector subdetector = subject.subdetector(seed);
        ElementName element = subdetector.elements().getFirst();
        Campaign campaign = new Campaign(
                seed,
                Campaign.Options.of(1).withEvents(subject.events()).withStretches(new Stretch(era, stretches.all())));
        Simulation simulation = new Simulation(seed, campaign, List.of(subdetector), List.of());
        this.course = new Course(simulation, element, subdetector.geometry(element), stretches);
        this.watchers =
                Contenders.withoutForest(element, subdetector.geometry(element), StatedRates.FALSE_INCIDENTS_PER_DAY);
    }

    List<OfContender> contenders() {
        Stretches stretches = course.stretches();
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < stretches.history(); index++) {
            history.add(observed(index));
        }
        watchers.forEach(watcher -> watcher.train(history));
        history.clear();
        List<Double> significances = new ArrayList<>();
        long undecided = 0;
        for (int index = stretches.history(); index < stretches.all(); index++) {
            Observed observed = observed(index);
            if (index == stretches.firstWatched()) {
                watchers.forEach(watcher -> watcher.settle(StatedRates.FALSE_INCIDENTS_PER_DAY));
            }
            boolean counted = index >= stretches.firstWatched();
            Band band = band(observed.conditions());
            lumisections.merge(band, counted ? 1L : 0L, Long::sum);
            for (Watcher watcher : watchers) {
                long raised = watcher.watch(observed).size();
                alarms.computeIfAbsent(watcher, one -> new EnumMap<>(Band.class))
                        .merge(band, counted ? raised : 0, Long::sum);
                if (counted && watcher instanceof Present present) {
                    if (present.last().verdict() instanceof Verdict.Undecided) {
                        undecided++;
                    } else {
                        significances.add(present.last().significance());
                    }
                }
            }
        }
        Calibration ours = Calibration.of(significances);
        List<OfContender> results = new ArrayList<>();
        for (Watcher watcher : watchers) {
            results.add(
                    watcher instanceof Present
                            ? new OfContender(watcher.name(), watcher.role(), ours, undecided, rates(watcher))
                            : new OfContender(watcher.name(), watcher.role(), Calibration.NONE, 0, rates(watcher)));
        }
        return results;
    }

    private Observed observed(int index) {
        return course.observed(index);
    }

    /** To be asked once for each lumisection, in order. */
    private Band band(LumisectionConditions conditions) {
        String now = conditions.value(Quantity.FILL) + " " + conditions.value(Quantity.PRESCALE);
        sinceChange = now.equals(configuration) ? sinceChange + 1 : 0;
        configuration = now;
        double pileup = conditions.value(Quantity.PILEUP).orElse(0);
        if (sinceChange < SETTLING) {
            return Band.AFTER_A_CHANGE;
        }
        if (pileup < 35) {
            return Band.LOW_PILEUP;
        }
        return pileup < 50 ? Band.MEDIUM_PILEUP : Band.HIGH_PILEUP;
    }

    private Map<Band, Rate> rates(Watcher watcher) {
        Map<Band, Rate> rates = new EnumMap<>(Band.class);
        lumisections.forEach((band, many) -> rates.put(
                band,
                new Rate(
                        alarms.get(watcher).getOrDefault(band, 0L), many / (double) TestOptions.LUMISECTIONS_PER_DAY)));
        return rates;
    }
}
