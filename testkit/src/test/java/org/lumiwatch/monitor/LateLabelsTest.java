package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import org.lumiwatch.testkit.InMemoryWorkspace;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/** A map whose left half slowly lost a tenth for 30 lumisections, which nobody noticed until much later. */
class LateLabelsTest {
    private static final ElementName NAME = new ElementName("map");
    private static final List<Axis> AXES = List.of(Axis.regular(8, 0, 8), Axis.regular(8, 0, 8));
    private static final int AFTER = 40;

    private final InMemoryWorkspace workspace = new InMemoryWorkspace();

    /** From the beginning, from memory saved earlier, and from what is saved already. */
    @ParameterizedTest
    @CsvSource({"100, 1000", "2300, 250", "380, 300"})
    void whatIsLabelledBadLaterIsAsIfItHadNeverBeenLearned(int bad, int savedEvery) {
        watch(1, bad + 60, bad, savedEvery);
        label(bad);
        LumisectionSet unlearned = watch(bad + 61, bad + 60 + AFTER, bad, savedEvery);

        assertThat(unlearned).isNotEqualTo(LumisectionSet.empty());
        assertThat(unlearned.minus(lumisections(bad))).isEqualTo(LumisectionSet.empty());
        assertThat(significances(workspace, bad + 61, bad + 60 + AFTER)).isEqualTo(taughtWithout(bad));
    }

    @Test
    void nothingIsUnlearnedTwice() {
        watch(1, 160, 100, 50);
        label(100);
        watch(161, 165, 100, 50);
        assertThat(watch(166, 170, 100, 50)).isEqualTo(LumisectionSet.empty());
    }

    /** Watches lumisections as one process; says what it unlearned when it began. */
    private LumisectionSet watch(int first, int last, int bad, int savedEvery) {
        Monitor.Parts parts = new Monitor.Parts(
                examination(),
                new ContinualLearner(ContinualLearner.Options.defaults()),
                new IncidentTracker(IncidentTracker.Options.defaults()),
                () -> Instant.EPOCH,
                Duration.ZERO,
                savedEvery);
        try (Monitor monitor = Monitor.open(workspace, parts, List.of(), examined -> {})) {
            for (int number = first; number <= last; number++) {
                monitor.accept(new Delivery.Histogrammed(new Origin("test", number), "", element(number, bad)));
            }
            monitor.finish();
            return monitor.unlearned();
        }
    }

    /** Scores of the last lumisections, had it been known at once. */
    private Map<LumisectionId, Double> taughtWithout(int bad) {
        Map<LumisectionId, Double> scores = new TreeMap<>();
        ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
        try (Examination examination = examination()) {
            for (int number = 1; number <= bad + 60 + AFTER; number++) {
                MonitorElement element = element(number, bad);
                LumisectionConditions unknown = LumisectionConditions.unknown(element.at());
                Examined examined = examination.examine(new Lumisection(element.at(), List.of(element)), unknown);
                Examined.Part part = examined.parts().getFirst();
                Lesson lesson = learner.lesson(part.judgement(), unknown);
                examination.learn(examined, Map.of(NAME, isBad(number, bad) ? Lesson.NOTHING : lesson));
                if (number > bad + 60) {
                    scores.put(element.at(), part.judgement().significance());
                }
            }
        }
        return scores;
    }

    private static Examination examination() {
        return new Examination(
                new Examination.Setup(QualityTests.all(), Geometries.builtIn(), TestOptions.defaults(), 1));
    }

    private void label(int bad) {
        workspace
                .labels()
                .add(List.of(new Label(lumisections(bad), Quality.BAD, "shifter", 0.8, "me", Instant.EPOCH, "")));
    }

    private static LumisectionSet lumisections(int bad) {
        return LumisectionSet.of(IntStream.rangeClosed(1, bad + 60)
                .filter(number -> isBad(number, bad))
                .mapToObj(number -> new LumisectionId(1, number))
                .toList());
    }

    private static boolean isBad(int number, int bad) {
        return number >= bad && number < bad + 30;
    }

    private static MonitorElement element(int number, int bad) {
        SplittableRandom random = new SplittableRandom(number);
        double[] counts = new double[64];
        Arrays.setAll(counts, cell -> {
            double lost = isBad(number, bad) && cell % 8 < 4 ? 0.1 * (number - bad) / 30 : 0;
            double mean = (100 + cell) * (1 - lost);
            return Math.rint(mean + Math.sqrt(mean) * random.nextGaussian());
        });
        return new MonitorElement(NAME, new LumisectionId(1, number), Histogram.of(AXES, counts));
    }

    private static Map<LumisectionId, Double> significances(InMemoryWorkspace workspace, int first, int last) {
        Map<LumisectionId, Double> scores = new TreeMap<>();
        LumisectionSet wanted = LumisectionSet.of(IntStream.rangeClosed(first, last)
                .mapToObj(number -> new LumisectionId(1, number))
                .toList());
        workspace
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        wanted,
                        LedgerEntry.Pass.ONLINE,
                        entry -> scores.put(entry.at(), entry.significance()));
        return scores;
    }
}
