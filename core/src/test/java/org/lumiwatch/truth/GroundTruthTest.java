package org.lumiwatch.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

class GroundTruthTest {
    private static final Instant MONDAY = Instant.parse("2024-05-06T10:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));

    private static LumisectionSet ls(int first, int last) {
        return LumisectionSet.ofRanges(Map.of(1, List.of(new LumisectionRange(first, last))));
    }

    private static Label label(LumisectionSet at, Quality quality, double trust, String author, Instant recorded) {
        return new Label(at, quality, "shift", trust, author, recorded, "");
    }

    private static LumisectionId id(int number) {
        return new LumisectionId(1, number);
    }

    @Test
    void theMostTrustedLabelWinsHoweverOldItIs() {
        GroundTruth truth = new GroundTruth(List.of(
                label(ls(1, 10), Quality.BAD, 0.9, "expert", MONDAY),
                label(ls(5, 20), Quality.GOOD, 0.5, "shifter", TUESDAY)));
        assertThat(truth.quality(id(7), WEDNESDAY)).contains(Quality.BAD);
        assertThat(truth.believed(Quality.GOOD, WEDNESDAY)).isEqualTo(ls(11, 20));
    }

    @Test
    void aLabelIsNotKnownBeforeItWasRecorded() {
        GroundTruth truth = new GroundTruth(List.of(
                label(ls(1, 10), Quality.GOOD, 0.5, "a", MONDAY), label(ls(1, 10), Quality.BAD, 0.5, "a", WEDNESDAY)));
        assertThat(truth.quality(id(3), MONDAY.minusSeconds(1))).isEmpty();
        assertThat(truth.quality(id(3), TUESDAY)).contains(Quality.GOOD);
        assertThat(truth.quality(id(3), WEDNESDAY)).contains(Quality.BAD);
    }

    @Test
    void aWithdrawnLabelLeavesTheFieldToOthersButStaysInTheHistory() {
        Label weak = label(ls(1, 10), Quality.GOOD, 0.4, "shifter", MONDAY);
        Label strong = label(ls(1, 10), Quality.BAD, 0.9, "expert", MONDAY);
        Label takenBack = label(ls(4, 6), Quality.WITHDRAWN, 0.9, "expert", TUESDAY);
        GroundTruth truth = new GroundTruth(List.of(weak, strong, takenBack));
        assertThat(truth.quality(id(5), MONDAY)).contains(Quality.BAD);
        assertThat(truth.quality(id(5), TUESDAY)).contains(Quality.GOOD);
        assertThat(truth.quality(id(7), TUESDAY)).contains(Quality.BAD);
        assertThat(truth.history(id(5))).hasSize(3).last().isEqualTo(takenBack);
    }

    @Test
    void nobodyWithdrawsForAnother() {
        GroundTruth truth = new GroundTruth(List.of(
                label(ls(1, 10), Quality.BAD, 0.9, "expert", MONDAY),
                label(ls(1, 10), Quality.WITHDRAWN, 1, "intruder", TUESDAY)));
        assertThat(truth.quality(id(5), WEDNESDAY)).contains(Quality.BAD);
    }

    @Test
    void labelsOfEqualTrustThatDisagreeAreADispute() {
        GroundTruth truth = new GroundTruth(List.of(
                new Label(ls(1, 10), Quality.BAD, "tracker", 0.9, "a", MONDAY, ""),
                new Label(ls(8, 20), Quality.GOOD, "ecal", 0.9, "b", TUESDAY, "")));
        assertThat(truth.disputes(WEDNESDAY)).containsExactly(Map.entry("ecal against tracker", ls(8, 10)));
        assertThat(truth.disputes(MONDAY)).isEmpty();
    }

    @RepeatedTest(20)
    void setsAndSingleLumisectionsAreDecidedAlike(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int first = 1 + random.nextInt(30);
            Instant recorded = MONDAY.plus(Duration.ofHours(random.nextInt(48)));
            Quality quality =
                    List.of(Quality.GOOD, Quality.BAD, Quality.WITHDRAWN).get(random.nextInt(3));
            String author = random.nextBoolean() ? "a" : "b";
            labels.add(
                    label(ls(first, first + random.nextInt(10)), quality, random.nextInt(3) / 2.0, author, recorded));
        }
        GroundTruth truth = new GroundTruth(labels);
        for (Quality quality : List.of(Quality.GOOD, Quality.BAD)) {
            LumisectionSet believed = truth.believed(quality, TUESDAY);
            for (int number = 1; number <= 45; number++) {
                boolean single = truth.quality(id(number), TUESDAY).equals(java.util.Optional.of(quality));
                assertThat(believed.contains(id(number))).isEqualTo(single);
            }
        }
    }
}
