package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
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
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.truth.Quality;

/**
 * One quality test for each element, the first of the kinds that judges it; a lumisection is as bad as its worst element, after
 * the look-elsewhere effect of the elements decided. A label that comes late and says bad unlearns its lumisection: tests go back to
 * before it and learn again, without it, what came since.
 */
public final class ElementTests implements LumisectionJudge {
    /** Lumisections between two moments to which tests can go back; moments long ago are kept more sparsely. */
    private static final int APART = 25;

    private static final int DENSE = 10;

    private final List<QualityTestKind> kinds;
    private final Geometries geometries;
    private final TestOptions options;
    private final NavigableMap<ElementName, Begun> tests = new TreeMap<>();
    /** All that was learned, in order, and the tests as they were before some of it. */
    private final List<Learned> learned = new ArrayList<>();

    private final NavigableMap<Integer, List<Begun>> before = new TreeMap<>();
    /** Where in {@link #learned} there is something that should not have been. */
    private int wrongFrom = Integer.MAX_VALUE;

    private record Learned(Sample sample, Lesson lesson) {}

    private record Begun(QualityTestKind kind, ElementName name, Geometry geometry, QualityTest test) {
        Begun copy(TestOptions options) {
            return new Begun(kind, name, geometry, kind.copyOf(test, name, geometry, options));
        }
    }

    /** @param options budget of each element, and what else tests need to know */
    public ElementTests(List<QualityTestKind> kinds, Geometries geometries, TestOptions options) {
        this.kinds = List.copyOf(kinds);
        this.geometries = geometries;
        this.options = options;
    }

    @Override
    public Verdict judge(Sample sample) {
        unlearn();
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
        unlearn();
        if (learned.size() % APART == 0) {
            keepMoment(learned.size());
        }
        learned.add(new Learned(sample, lesson));
        teach(sample, lesson);
    }

    @Override
    public void labelled(LumisectionId id, Quality quality) {
        for (int i = 0; quality == Quality.BAD && i < learned.size(); i++) {
            Sample sample = learned.get(i).sample();
            if (sample.id().equals(id) && learned.get(i).lesson() != Lesson.NOTHING) {
                learned.set(i, new Learned(sample, Lesson.NOTHING));
                wrongFrom = Math.min(wrongFrom, i);
            }
        }
    }

    private void keepMoment(int now) {
        before.put(now, tests.values().stream().map(one -> one.copy(options)).toList());
        before.keySet()
                .removeIf(moment ->
                        moment % (APART * Math.max(1, Integer.highestOneBit((now - moment) / (DENSE * APART)))) != 0);
    }

    private void unlearn() {
        if (wrongFrom == Integer.MAX_VALUE) {
            return;
        }
        int from = before.floorKey(wrongFrom);
        wrongFrom = Integer.MAX_VALUE;
        tests.clear();
        before.get(from).forEach(one -> tests.put(one.name(), one));
        before.tailMap(from, true).clear();
        List<Learned> again = List.copyOf(learned.subList(from, learned.size()));
        learned.subList(from, learned.size()).clear();
        again.forEach(one -> learn(one.sample(), one.lesson()));
    }

    private void teach(Sample sample, Lesson lesson) {
        for (MonitorElement element : sample.elements()) {
            test(element)
                    .ifPresent(
                            test -> test.learn(test.judge(element, sample.conditions()), sample.conditions(), lesson));
        }
    }

    private Optional<QualityTest> test(MonitorElement element) {
        if (!tests.containsKey(element.name())) {
            Geometry geometry = geometries.bind(element.name(), element.histogram());
            kinds.stream()
                    .filter(kind -> kind.judges(geometry, element.histogram()))
                    .findFirst()
                    .ifPresent(kind -> tests.put(
                            element.name(),
                            new Begun(kind, element.name(), geometry, kind.begin(element.name(), geometry, options))));
        }
        return Optional.ofNullable(tests.get(element.name())).map(Begun::test);
    }
}
