package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.lumisection.LumisectionId;

class FamiliesTest {
    private static final Axis AXIS = Axis.regular(40, 0, 8);
    private static final int RUN = 100;
    private static final int TAUGHT = 700;

    private final SplittableRandom random = new SplittableRandom(6);
    private final Examination examination = examination();

    @AfterEach
    void close() {
        examination.close();
    }

    @Test
    void oneThatGoesByItselfIsFoundThoughItsOwnFormIsAsUsual() {
        teach(List.of("a", "b", "c"));
        int found = 0;
        for (int i = 1; i <= 10; i++) {
            // both as wide as they have been a hundred times, but not together
            Examined examined = see(TAUGHT + i, Map.of("a", 1.06, "b", 0.94, "c", 0.94));
            Judgement odd = examined.parts().getFirst().judgement();
            if (odd.verdict() instanceof Verdict.Bad(double significance, List<Finding> findings)
                    && findings.getFirst().group().equals("against b, c")) {
                assertThat(findings.getFirst().kind()).isEqualTo(FindingKind.SHAPE);
                assertThat(examined.parts().subList(1, 3))
                        .noneMatch(part -> part.judgement().verdict() instanceof Verdict.Bad);
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(8);
    }

    @Test
    void oneThatIsMissingIsMissedByNobody() {
        teach(List.of("a", "b", "c"));
        Examined examined = see(TAUGHT + 1, Map.of("a", 1.02, "b", 1.02));
        assertThat(examined.parts()).noneMatch(part -> part.judgement().verdict() instanceof Verdict.Bad);
        assertThat(voices(examined)).contains("companions");
    }

    @Test
    void strangersHaveNothingToSay() {
        for (int number = 1; number <= TAUGHT; number++) {
            Examined examined = see(number, Map.of("a", width(), "b", width(), "c", width()));
            assertThat(examined.parts())
                    .noneMatch(part -> part.judgement().verdict().findings().stream()
                            .anyMatch(finding -> finding.group().startsWith("against")));
        }
    }

    @Test
    void aFolderOfManyIsNoFamily() {
        List<String> many = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        teach(many);
        assertThat(voices(see(TAUGHT + 1, alike(many, 1)))).doesNotContain("companions");
    }

    @Test
    void aRestoredFamilyGoesOnAsIfNeverStopped() throws IOException {
        teach(List.of("a", "b", "c"));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        examination.save(new DataOutputStream(saved));
        try (Examination other = examination()) {
            other.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            Lumisection next = lumisection(TAUGHT + 1, Map.of("a", 1.06, "b", 0.94, "c", 0.94));
            assertThat(examine(other, next)).isEqualTo(examine(examination, next));
        }
    }

    private void teach(List<String> members) {
        for (int number = 1; number <= TAUGHT; number++) {
            see(number, alike(members, width()));
        }
    }

    private double width() {
        return 1 + 0.06 * random.nextGaussian();
    }

    private static Map<String, Double> alike(List<String> members, double width) {
        Map<String, Double> widths = new HashMap<>();
        members.forEach(member -> widths.put(member, width));
        return widths;
    }

    private Examined see(int number, Map<String, Double> widths) {
        Examined examined = examine(examination, lumisection(number, widths));
        Map<ElementName, Lesson> lessons = new HashMap<>();
        examined.parts()
                .forEach(part -> lessons.put(
                        part.judgement().element().name(),
                        part.judgement().verdict() instanceof Verdict.Bad ? Lesson.NOTHING : Lesson.HEALTHY_CELLS));
        examination.learn(examined, lessons);
        return examined;
    }

    private static Examined examine(Examination by, Lumisection lumisection) {
        return by.examine(lumisection, LumisectionConditions.unknown(lumisection.id()));
    }

    private Lumisection lumisection(int number, Map<String, Double> widths) {
        LumisectionId at = new LumisectionId(1 + number / RUN, 1 + number % RUN);
        List<MonitorElement> elements = new ArrayList<>();
        widths.keySet().stream().sorted().forEach(member -> {
            double[] counts = new double[AXIS.bins()];
            for (int i = 0; i < 3000; i++) {
                int bin = AXIS.indexOf(widths.get(member) * Math.abs(random.nextGaussian()));
                if (bin < counts.length) {
                    counts[bin]++;
                }
            }
            elements.add(
                    new MonitorElement(new ElementName("Folder/" + member), at, Histogram.of(List.of(AXIS), counts)));
        });
        return new Lumisection(at, elements);
    }

    private static List<String> voices(Examined examined) {
        return examined.parts().stream()
                .flatMap(part -> part.judgement().voices().stream())
                .map(Voice::member)
                .toList();
    }

    private static Examination examination() {
        return new Examination(
                new Examination.Setup(List.of(ShapeTest.kind()), Geometries.builtIn(), TestOptions.defaults(), 1));
    }
}
