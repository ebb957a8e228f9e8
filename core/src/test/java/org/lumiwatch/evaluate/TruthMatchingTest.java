package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.evaluate.TruthMatching.Outcome;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

class TruthMatchingTest {
    private static final ElementName MAP = new ElementName("map");
    private static final ElementName OTHER = new ElementName("other");
    private static final Box BOX = Box.of(10, 10, 14, 14);
    /** Run 1 with 50 lumisections, then run 2 with 50. */
    private static final LumisectionSet JUDGED = LumisectionSet.of(IntStream.range(0, 100)
            .mapToObj(i -> new LumisectionId(1 + i / 50, 1 + i % 50))
            .toList());

    @Test
    void anAlarmAtTheRightPlaceTimeAndKindFindsTheFault() {
        var result = match(fault(FindingKind.DEAD), claim(FindingKind.DEAD, BOX, "", "1:21"));

        assertThat(result.found()).isEqualTo(1);
        assertThat(result.missed()).isZero();
        assertThat(result.fates().getFirst().latency()).hasValue(2);
        assertThat(result.claims().getFirst().outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void anAlarmWithoutAFaultIsFalseAndTheFaultMissed() {
        var result = match(fault(FindingKind.DEAD), claim(FindingKind.DEAD, Box.of(40, 0, 44, 4), "", "1:21"));

        assertThat(result.found()).isZero();
        assertThat(result.missed()).isEqualTo(1);
        assertThat(result.count(Outcome.FALSE)).isEqualTo(1);
    }

    @Test
    void boxesMustShareHalfOfWhatTheyCoverTogether() {
        // 15 of 25 cells, then 10 of 25
        assertThat(outcome(FindingKind.DEAD, Box.of(10, 10, 12, 14))).isEqualTo(Outcome.FOUND);
        assertThat(outcome(FindingKind.DEAD, Box.of(10, 10, 11, 14))).isEqualTo(Outcome.FALSE);
    }

    @Test
    void theSameHardwareGroupIsTheRightPlaceWhateverTheBox() {
        InjectedFault box = new InjectedFault(
                "box", FindingKind.DEAD, 0, List.of(new Region(MAP, BOX)), "HEP09", ls("1:20"), ls("1:30"));

        var same = match(box, claim(FindingKind.DEAD, Box.of(0, 0, 1, 1), "HEP09", "1:20"));
        var other = match(box, claim(FindingKind.DEAD, Box.of(0, 0, 1, 1), "HEP10", "1:20"));

        assertThat(same.found()).isEqualTo(1);
        assertThat(other.count(Outcome.FALSE)).isEqualTo(1);
    }

    @Test
    void kindsThatPeopleConfuseAreReportedButNotCountedAsFound() {
        assertThat(outcome(FindingKind.DEGRADED, BOX)).isEqualTo(Outcome.MISNAMED);
        assertThat(outcome(FindingKind.HOT, BOX)).isEqualTo(Outcome.FALSE);
        var result = match(fault(FindingKind.DEAD), claim(FindingKind.DEGRADED, BOX, "", "1:21"));
        assertThat(result.missed()).isEqualTo(1);
        assertThat(result.count(Outcome.FALSE)).isZero();
    }

    @Test
    void anAlarmBeforeOnsetOrLongAfterTheEndIsFalse() {
        assertThat(at("1:19")).isEqualTo(Outcome.FALSE);
        assertThat(at("1:20")).isEqualTo(Outcome.FOUND);
        assertThat(at("1:33")).isEqualTo(Outcome.FOUND);
        assertThat(at("1:34")).isEqualTo(Outcome.FALSE);
    }

    @Test
    void timeGoesOnOverTheBorderOfRuns() {
        InjectedFault late = new InjectedFault(
                "late", FindingKind.DEAD, 0, List.of(new Region(MAP, BOX)), "", ls("1:48"), ls("1:49"));

        assertThat(match(late, claim(FindingKind.DEAD, BOX, "", "2:2")).found()).isEqualTo(1);
        assertThat(match(late, claim(FindingKind.DEAD, BOX, "", "2:3")).found()).isZero();
        assertThat(match(late, claim(FindingKind.DEAD, BOX, "", "2:1"))
                        .fates()
                        .getFirst()
                        .latency())
                .hasValue(4);
    }

    @Test
    void oneFaultSeenTwiceCountsOnceAndTheSecondAlarmIsRepeated() {
        InjectedFault both = new InjectedFault(
                "both",
                FindingKind.DEAD,
                0,
                List.of(new Region(MAP, BOX), new Region(OTHER, BOX)),
                "",
                ls("1:20"),
                ls("1:30"));
        Claim first = claim(FindingKind.DEAD, BOX, "", "1:21");
        Claim second = new Claim(2, List.of(OTHER), FindingKind.DEAD, BOX, "", ls("1:20"));

        var result = TruthMatching.match(List.of(both), List.of(first, second), JUDGED);

        assertThat(result.found()).isEqualTo(1);
        assertThat(result.count(Outcome.REPEATED)).isEqualTo(1);
        assertThat(result.fates().getFirst().latency()).hasValue(1);
    }

    @Test
    void aShapeHasNoPlaceButItsElement() {
        InjectedFault shape = fault(FindingKind.SHAPE);

        assertThat(match(shape, claim(FindingKind.SHAPE, Box.of(0, 0, 3, 0), "", "1:22"))
                        .found())
                .isEqualTo(1);
        Claim elsewhere = new Claim(1, List.of(OTHER), FindingKind.SHAPE, BOX, "", ls("1:22"));
        assertThat(match(shape, elsewhere).count(Outcome.FALSE)).isEqualTo(1);
    }

    @Test
    void twoFaultsAtOnePlaceAreFoundByTwoAlarms() {
        InjectedFault dead = fault(FindingKind.DEAD);
        var result = TruthMatching.match(
                List.of(dead, dead),
                List.of(
                        claim(FindingKind.DEAD, BOX, "", "1:20"),
                        new Claim(2, List.of(MAP), FindingKind.DEAD, BOX, "", ls("1:25"))),
                JUDGED);

        assertThat(result.found()).isEqualTo(2);
    }

    private static Outcome outcome(FindingKind kind, Box box) {
        return match(fault(FindingKind.DEAD), claim(kind, box, "", "1:21"))
                .claims()
                .getFirst()
                .outcome();
    }

    private static Outcome at(String raised) {
        return match(fault(FindingKind.DEAD), claim(FindingKind.DEAD, BOX, "", raised))
                .claims()
                .getFirst()
                .outcome();
    }

    private static TruthMatching.Result match(InjectedFault fault, Claim claim) {
        return TruthMatching.match(List.of(fault), List.of(claim), JUDGED);
    }

    private static InjectedFault fault(FindingKind kind) {
        return new InjectedFault("a fault", kind, 0, List.of(new Region(MAP, BOX)), "", ls("1:20"), ls("1:30"));
    }

    private static Claim claim(FindingKind kind, Box box, String group, String raised) {
        return new Claim(1, List.of(MAP), kind, box, group, ls(raised));
    }

    private static LumisectionId ls(String text) {
        return LumisectionId.parse(text);
    }
}
