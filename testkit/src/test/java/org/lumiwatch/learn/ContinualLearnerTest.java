package org.lumiwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

class ContinualLearnerTest {
    private static final ElementName NAME = new ElementName("map");

    private final ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());

    @Test
    void healthyCellsAreLearnedBesideASmallFault() {
        assertThat(lesson(bad(FindingKind.DEAD, 0.01), 1)).isEqualTo(Lesson.HEALTHY_CELLS);
    }

    @Test
    void whenALargePartIsBadNothingIsLearned() {
        assertThat(lesson(bad(FindingKind.DEAD, 0.4), 1)).isEqualTo(Lesson.NOTHING);
    }

    @Test
    void anotherFormThatNobodyExplainsIsACandidate() {
        lesson(new Verdict.Good(0.1), 1);
        assertThat(lesson(bad(FindingKind.SHAPE, 1), 1)).isEqualTo(Lesson.CANDIDATE);
    }

    @Test
    void aSharedChangeThatNobodyExplainsIsNotLearned() {
        lesson(new Verdict.Good(0.1), 1);
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 1)).isEqualTo(Lesson.NOTHING);
    }

    @Test
    void aSharedChangeWithANewPrescaleIsANewEpoch() {
        lesson(new Verdict.Good(0.1), 1);
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 2)).isEqualTo(Lesson.NEW_EPOCH);
    }

    @Test
    void aSharedChangeThatWasThereBeforeThePrescaleChangedIsNotExplainedByIt() {
        for (int number = 1; number < 40; number++) {
            lesson(new Verdict.Good(0.1), 1, number);
        }
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 1, 40)).isEqualTo(Lesson.NOTHING);
        // onset in lumisection 1, long before the step in 60
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 2, 60)).isEqualTo(Lesson.NOTHING);
    }

    @Test
    void aRecordedChangeOfConfigurationExplainsWhatBeganWithIt() {
        learner.lesson(judgement(new Verdict.Good(0.1), 1), configured(1));
        assertThat(learner.lesson(judgement(bad(FindingKind.DEGRADED, 0.1), 1), configured(2)))
                .isEqualTo(Lesson.NEW_EPOCH);
    }

    @Test
    void aSmallFaultThatBeginsWithARecordedChangeIsStillAFault() {
        learner.lesson(judgement(new Verdict.Good(0.1), 1), configured(1));
        assertThat(learner.lesson(judgement(bad(FindingKind.DEAD, 0.01), 1), configured(2)))
                .isEqualTo(Lesson.HEALTHY_CELLS);
    }

    @Test
    void aNewPrescaleExplainsNoChangeOfAPart() {
        lesson(new Verdict.Good(0.1), 1);
        assertThat(lesson(bad(FindingKind.DEAD, 0.1), 2)).isEqualTo(Lesson.HEALTHY_CELLS);
    }

    @Test
    void aNewEpochHasAFewLumisectionsToBeLearnedButNotForEver() {
        lesson(new Verdict.Good(0.1), 1);
        for (int i = 0; i < 5; i++) {
            assertThat(lesson(bad(FindingKind.GLOBAL, 1), 2)).isEqualTo(Lesson.NEW_EPOCH);
        }
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 2)).isEqualTo(Lesson.NOTHING);
    }

    @Test
    void aSharedChangeThatAPersonAcknowledgedIsANewEpoch() {
        lesson(new Verdict.Good(0.1), 1);
        lesson(bad(FindingKind.GLOBAL, 1), 1);
        learner.acknowledge(List.of(NAME));
        assertThat(lesson(bad(FindingKind.GLOBAL, 1), 1)).isEqualTo(Lesson.NEW_EPOCH);
    }

    @Test
    void aMissingReferenceIsLearnedButTooFewEntriesAreNot() {
        assertThat(lesson(new Verdict.Undecided(new Reason.NoReference(0, 5)), 1))
                .isEqualTo(Lesson.HEALTHY_CELLS);
        assertThat(lesson(new Verdict.Undecided(new Reason.TooFewEntries(3, 100)), 1))
                .isEqualTo(Lesson.NOTHING);
        assertThat(lesson(new Verdict.Undecided(new Reason.BeamOff()), 1)).isEqualTo(Lesson.NOTHING);
    }

    @Test
    void aRestoredLearnerRemembersTheConditions() throws IOException {
        lesson(new Verdict.Good(0.1), 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(bytes));
        ContinualLearner restored = new ContinualLearner(ContinualLearner.Options.defaults());
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(restored.lesson(judgement(bad(FindingKind.GLOBAL, 1), 1), conditions(2)))
                .isEqualTo(Lesson.NEW_EPOCH);
    }

    private Lesson lesson(Verdict verdict, int prescale) {
        return lesson(verdict, prescale, 1);
    }

    private Lesson lesson(Verdict verdict, int prescale, int number) {
        return learner.lesson(judgement(verdict, number), conditions(prescale));
    }

    private static LumisectionConditions configured(double configuration) {
        return new LumisectionConditions(
                new LumisectionId(1, 1), Map.of(Quantity.CONFIGURATION, configuration), Map.of());
    }

    private static Verdict bad(FindingKind kind, double impact) {
        Finding finding = new Finding(
                kind, 0.5, Box.of(0, 0, 0, 0), "", new Finding.Impact(impact, impact), 8, new LumisectionId(1, 1));
        return new Verdict.Bad(8, List.of(finding));
    }

    private static Judgement judgement(Verdict verdict, int number) {
        MonitorElement element =
                new MonitorElement(NAME, new LumisectionId(1, number), Histogram.of(List.of(Axis.regular(1, 0, 1)), 5));
        return new Judgement(new TestId("some", 1), element, verdict, Judgement.Calibration.THEORY, 5, null);
    }

    private static LumisectionConditions conditions(double prescale) {
        return new LumisectionConditions(new LumisectionId(1, 1), Map.of(Quantity.PRESCALE, prescale), Map.of());
    }
}
