package org.lumiwatch.learn;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.Sensitivity;

/** A copy of a test that watches spoiled lumisections for a while. Mutable. */
final class CanaryFlight {
    private final QualityTest copy;
    private final RandomDataGenerator random;
    private final List<CanaryFault> faults;
    /** Lumisections after which each fault was found; 0 while it was not, −1 when something real came in its way. */
    private final int[] latencies;

    private int lumisections;

    CanaryFlight(QualityTest copy, List<CanaryFault> faults, long seed) {
        this.copy = copy;
        this.faults = faults;
        this.latencies = new int[faults.size()];
        this.random = new RandomDataGenerator(seed);
    }

    int lumisections() {
        return lumisections;
    }

    void see(Judgement live, LumisectionConditions conditions) {
        Prediction expected = live.prediction().orElse(null);
        if (expected == null) {
            return;
        }
        lumisections++;
        Judgement judgement = copy.judge(spoiled(live.element(), expected), conditions);
        List<Box> real = live.verdict().findings().stream().map(Finding::box).toList();
        List<Finding> found = judgement.verdict().findings();
        for (int i = 0; i < latencies.length; i++) {
            CanaryFault fault = faults.get(i);
            if (latencies[i] == 0 && fault.overlaps(real)) {
                latencies[i] = -1;
            } else if (latencies[i] == 0 && found.stream().anyMatch(fault::isSeenIn)) {
                latencies[i] = lumisections;
            }
        }
        boolean whole = found.stream().anyMatch(one -> one.kind().isOfWhole());
        copy.learn(judgement, conditions, whole ? Lesson.NOTHING : Lesson.HEALTHY_CELLS);
    }

    private MonitorElement spoiled(MonitorElement element, Prediction expected) {
        double[] counts = element.histogram().contents();
        faults.forEach(fault -> fault.spoil(counts, expected, random));
        return new MonitorElement(
                element.name(), element.at(), Histogram.of(element.histogram().axes(), counts));
    }

    /** Of the faults that nothing real came in the way of. */
    List<Sensitivity> results() {
        List<Sensitivity> results = new ArrayList<>();
        for (int i = 0; i < latencies.length; i++) {
            if (latencies[i] >= 0) {
                CanaryFault fault = faults.get(i);
                results.add(Sensitivity.none(fault.label(), fault.where()).with(latencies[i]));
            }
        }
        return results;
    }
}
