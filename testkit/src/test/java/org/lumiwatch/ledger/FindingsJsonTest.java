package org.lumiwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.Box;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.testkit.Samples;

class FindingsJsonTest {
    private static final Finding DEAD = new Finding(
            FindingKind.DEAD,
            0,
            Box.of(80, 15, 82, 19),
            "EB+03",
            new Finding.Impact(0.01, 0.25),
            12.5,
            new LumisectionId(355_100, 17));

    @Test
    void aFindingInAMapIsOneLineWithFourCorners() {
        assertThat(FindingsJson.write(List.of(DEAD), 2))
                .isEqualTo(
                        "[{\"kind\":\"dead\",\"factor\":0.0,\"box\":[80,15,82,19],\"group\":\"EB+03\","
                                + "\"impact\":{\"cells\":0.01,\"entries\":0.25},\"significance\":12.5,\"since\":\"355100:17\"}]");
    }

    @Test
    void aFindingInThreeDimensionsHasLowCornersFirst() {
        Finding deep = new Finding(
                FindingKind.HOT, 2, new Box(1, 2, 3, 4, 5, 6), "", DEAD.impact(), 1, new LumisectionId(1, 1));
        assertThat(FindingsJson.write(List.of(deep), 3)).contains("\"box\":[1,2,3,4,5,6]");
    }

    @RepeatedTest(20)
    void whatWasWrittenComesBackEqual(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<Finding> findings =
                Stream.generate(() -> Samples.finding(random)).limit(5).toList();
        assertThat(FindingsJson.read(FindingsJson.write(findings, 3))).isEqualTo(findings);
    }

    @Test
    void noFindingsAreAnEmptyArray() {
        assertThat(FindingsJson.write(List.of(), 2)).isEqualTo("[]");
        assertThat(FindingsJson.read("[]")).isEmpty();
    }

    @Test
    void otherTextIsRefused() {
        for (String text : List.of("", "{}", "[1]", "[{\"kind\":\"dead\"}]", "[{\"kind\":\"odd\"}]", "[")) {
            assertThatThrownBy(() -> FindingsJson.read(text))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageStartingWith("findings: finding 1: ");
        }
    }
}
