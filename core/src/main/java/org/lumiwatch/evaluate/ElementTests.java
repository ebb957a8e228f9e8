package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Significance;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;

/**
 * One quality test for each element, the first of the kinds that judges it; a lumisection is as bad as its worst element, after
 * the look-elsewhere effect of the elements decided.
 */
public final class ElementTests implements LumisectionJudge {
    private final List<QualityTestKind> kinds;
    private final Geometries geometries;
    private final TestOptions options;
    private final Map<ElementName, QualityTest> tests = new TreeMap<>();

    /** @param options budget of each element, and what else tests need to know */
    public ElementTests(List<QualityTestKind> kinds, Geometries geometries, TestOptions options) {
        this.kinds = List.copyOf(kinds);
        this.geometries = geometries;
        this.options = options;
    }

    @Override
    public Verdict judge(Sample sample) {
        double significance = 0;
        int decided = 0;
        Reason reason = new Reason.NeverScored();
        List<Finding> findings = new ArrayList<>();
        for (MonitorElement element : sample.elements()) {
            Optional<Judgement> judgement = test(element).map(test -> test.judge(element, sample.conditions()));
            if (judgement.isEmpty()) {
                continue;
            }
            switch (judgement.get().verdict()) {
                case Verdict.Good good -> decided++;
                case Verdict.Bad(double ofElement, List<Finding> found) -> {
                    decided++;
                    findings.addAll(found);
                }
                case Verdict.Undecided(Reason why) -> reason = why;
            }
            significance = Math.max(significance, judgement.get().significance());
        }
        if (decided == 0) {
            return new Verdict.Undecided(reason);
        }
        findings.sort(Comparator.comparingDouble(Finding::significance).reversed());
        double elsewhere = Significance.elsewhere(significance, decided);
        return findings.isEmpty() ? new Verdict.Good(elsewhere) : new Verdict.Bad(elsewhere, findings);
    }

    @Override
    public void learn(Sample sample, Lesson lesson) {
        for (MonitorElement element : sample.elements()) {
            test(element)
                    .ifPresent(
                            test -> test.learn(test.judge(element, sample.conditions()), sample.conditions(), lesson));
        }
    }

    private Optional<QualityTest> test(MonitorElement element) {
        QualityTest known = tests.get(element.name());
        if (known != null) {
            return Optional.of(known);
        }
        Geometry geometry = geometries.bind(element.name(), element.histogram());
        Optional<QualityTest> begun = kinds.stream()
                .filter(kind -> kind.judges(geometry, element.histogram()))
                .findFirst()
                .map(kind -> kind.begin(element.name(), geometry, options));
        begun.ifPresent(test -> tests.put(element.name(), test));
        return begun;
    }
}
