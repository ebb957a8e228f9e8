package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.testkit.PlainMean;

class ExaminationTest {
    @Test
    void theLumisectionIsAsBadAsItsWorstElement() {
        try (Examination examination = examination(1)) {
            teach(examination);
            Examined examined = examination.examine(lumisection(9, 3), unknown(9));
            assertThat(examined.verdict()).isInstanceOf(Verdict.Bad.class);
            assertThat(examined.worst().orElseThrow().judgement().element().name())
                    .isEqualTo(new ElementName("map 3"));
            assertThat(examined.headline()).contains("BAD").contains("map 3").contains("5 elements");
        }
    }

    @Test
    void lookingAtManyElementsMakesAnyOneLessSignificant() {
        try (Examination examination = examination(1)) {
            teach(examination);
            Examined examined = examination.examine(lumisection(9, 3), unknown(9));
            assertThat(((Verdict.Bad) examined.verdict()).significance())
                    .isLessThan(examined.worst().orElseThrow().judgement().significance())
                    .isGreaterThan(9);
        }
    }

    @Test
    void withoutAReferenceNothingIsGood() {
        try (Examination examination = examination(1)) {
            assertThat(examination.examine(lumisection(1, -1), unknown(1)).verdict())
                    .isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void anElementThatNoTestJudgesIsUndecided() {
        try (Examination examination =
                new Examination(new Examination.Setup(List.of(), Geometries.builtIn(), TestOptions.defaults(), 1))) {
            assertThat(examination
                            .examine(lumisection(1, -1), unknown(1))
                            .verdict()
                            .headline())
                    .isEqualTo("undecided: no quality test for this element");
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        List<Examined> alone = new ArrayList<>();
        List<Examined> together = new ArrayList<>();
        try (Examination one = examination(1);
                Examination four = examination(4)) {
            for (int number = 1; number <= 8; number++) {
                alone.add(step(one, number));
                together.add(step(four, number));
            }
        }
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void aRestoredExaminationGoesOnAsIfNeverStopped() throws IOException {
        try (Examination first = examination(2);
                Examination second = examination(2)) {
            teach(first);
            second.restore(new DataInputStream(new ByteArrayInputStream(saved(first))));
            assertThat(step(second, 9)).isEqualTo(step(first, 9));
            assertThat(saved(second)).isEqualTo(saved(first));
        }
    }

    @Test
    void memoryOfATestThatIsNoMoreIsRefused() throws IOException {
        try (Examination first = examination(1);
                Examination other = new Examination(
                        new Examination.Setup(List.of(), Geometries.builtIn(), TestOptions.defaults(), 1))) {
            teach(first);
            byte[] saved = saved(first);
            assertThatThrownBy(() -> other.restore(new DataInputStream(new ByteArrayInputStream(saved))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("map 0: quality test plain-mean/1 (expected: one of [])");
        }
    }

    @Test
    void learningSomethingElseThanWasExaminedLastIsRefused() {
        try (Examination examination = examination(1)) {
            Examined first = examination.examine(lumisection(1, -1), unknown(1));
            examination.examine(lumisection(2, -1), unknown(2));
            assertThatThrownBy(() -> examination.learn(first, healthy(first)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("learn right after examine");
        }
    }

    private static Examination examination(int threads) {
        List<QualityTestKind> kinds = List.of(PlainMean.kind());
        return new Examination(new Examination.Setup(kinds, Geometries.builtIn(), TestOptions.defaults(), threads));
    }

    private static void teach(Examination examination) {
        for (int number = 1; number <= 4; number++) {
            step(examination, number);
        }
    }

    private static Examined step(Examination examination, int number) {
        Examined examined = examination.examine(lumisection(number, number == 7 ? 2 : -1), unknown(number));
        examination.learn(examined, healthy(examined));
        return examined;
    }

    private static Map<ElementName, Lesson> healthy(Examined examined) {
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        examined.parts().forEach(part -> lessons.put(part.judgement().element().name(), Lesson.HEALTHY_CELLS));
        return lessons;
    }

    private static byte[] saved(Examination examination) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        examination.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static LumisectionConditions unknown(int number) {
        return LumisectionConditions.unknown(new LumisectionId(1, number));
    }

    /** Five maps; in map {@code faulty} a cell is dead. */
    private static Lumisection lumisection(int number, int faulty) {
        List<MonitorElement> elements = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(number);
        for (int map = 0; map < 5; map++) {
            double[] contents = new double[12];
            for (int cell = 0; cell < contents.length; cell++) {
                contents[cell] = 20 + random.nextInt(10);
            }
            if (map == faulty) {
                contents[5] = 0;
            }
            elements.add(new MonitorElement(
                    new ElementName("map " + map),
                    new LumisectionId(1, number),
                    Histogram.of(List.of(Axis.regular(4, 0, 4), Axis.regular(3, 0, 3)), contents)));
        }
        return new Lumisection(new LumisectionId(1, number), elements);
    }
}
