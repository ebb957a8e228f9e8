package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.evaluate.TruthMatching.Outcome;
import org.lumiwatch.evaluate.metric.FalseIncidents;
import org.lumiwatch.evaluate.metric.Latency;
import org.lumiwatch.evaluate.metric.Localisation;
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

        assertThat(outcome(late, times("1:49", "2:2", "2:2"))).isEqualTo(Outcome.FOUND);
        assertThat(outcome(late, times("1:49", "2:3", "2:3"))).isEqualTo(Outcome.FALSE);
        assertThat(match(late, dead(times("1:48", "2:1", "2:1")))
                        .fates()
                        .getFirst()
                        .latency())
                .hasValue(4);
    }

    /** The fault is in 1:22 to 1:30: evidence may begin 20 before, in 1:2, and in no case after 1:30. */
    @Test
    void evidenceThatBeganLongBeforeOrAfterTheFaultIsOfSomethingElse() {
        InjectedFault later = new InjectedFault(
                "later", FindingKind.DEAD, 0, List.of(new Region(MAP, BOX)), "", ls("1:22"), ls("1:30"));
        assertThat(outcome(later, times("1:2", "1:24", "1:30"))).isEqualTo(Outcome.FOUND);
        assertThat(outcome(later, times("1:1", "1:24", "1:30"))).isEqualTo(Outcome.FALSE);
        assertThat(outcome(later, times("1:30", "1:32", "1:32"))).isEqualTo(Outcome.FOUND);
        assertThat(outcome(later, times("1:31", "1:32", "1:32"))).isEqualTo(Outcome.FALSE);
    }

    /**
     * The fault is in columns 10 to 14 and 30 to 34, 50 cells. Claimed are 25 and 10 of them and 5 others: 35/55. Without the
     * second box 25/55 are less than half.
     */
    @Test
    void placesOfSeveralBoxesOverlapTogether() {
        InjectedFault two = new InjectedFault(
                "two",
                FindingKind.DEAD,
                0,
                List.of(new Region(MAP, BOX), new Region(MAP, Box.of(30, 10, 34, 14))),
                "",
                ls("1:20"),
                ls("1:30"));
        Claim.Times times = times("1:20", "1:21", "1:30");
        Box half = Box.of(30, 10, 31, 14);
        Box wrong = Box.of(60, 10, 60, 14);
        Claim both = new Claim(1, List.of(MAP), FindingKind.DEAD, List.of(BOX, half, wrong), "", times);
        Claim one = new Claim(1, List.of(MAP), FindingKind.DEAD, List.of(BOX, wrong), "", times);

        var result = match(two, both);
        assertThat(result.found()).isEqualTo(1);
        assertThat(result.fates().getFirst().touched()).contains(new TruthMatching.Touch(FindingKind.DEAD, 35.0 / 55));
        assertThat(match(two, one).found()).isZero();
        assertThat(match(two, one).fates().getFirst().touched())
                .contains(new TruthMatching.Touch(FindingKind.DEAD, 25.0 / 55));
    }

    @Test
    void aPlaceHasNoCellTwice() {
        assertThatThrownBy(() ->
                        new Claim(7, List.of(MAP), FindingKind.DEAD, List.of(BOX, BOX), "", times("1:1", "1:1", "1:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("claim 7: ")
                .hasMessageEndingWith(" overlap (expected: no cell twice)");
    }

    /**
     * Of 100 lumisections, false: 4 cells in 1:41 to 1:50 and 1 cell in 1:50 to 2:2, misnamed: 25 cells in 1:21. Together 13
     * lumisections, and 4·10 + 1·3 + 25 = 68 cells times lumisections of 100·1000.
     */
    @Test
    void whatIsNotTrueIsCountedWithWhatItCosts() {
        Claim misnamed = claim(FindingKind.DEGRADED, BOX, "", "1:21");
        Claim four = new Claim(
                2, List.of(MAP), FindingKind.DEAD, List.of(Box.of(0, 0, 1, 1)), "", times("1:40", "1:41", "1:50"));
        Claim one = new Claim(
                3, List.of(MAP), FindingKind.HOT, List.of(Box.of(9, 9, 9, 9)), "", times("1:50", "1:50", "2:2"));

        var result = TruthMatching.match(List.of(fault(FindingKind.DEAD)), List.of(misnamed, four, one), JUDGED);

        assertThat(result.falseIncidents(1000)).isEqualTo(new FalseIncidents(100, 100_000, 3, 1, 13, 68));
    }

    @Test
    void aMissedFaultCountsAsLongAsItLasted() {
        Claim found = dead(times("1:20", "1:22", "1:30"));
        InjectedFault missed = new InjectedFault(
                "missed", FindingKind.HOT, 2, List.of(new Region(OTHER, BOX)), "", ls("1:49"), ls("2:3"));

        var result = TruthMatching.match(List.of(fault(FindingKind.DEAD), missed), List.of(found), JUDGED);

        assertThat(result.latency("seed 1"))
                .isEqualTo(new Latency(List.of(
                        Latency.Delay.found("seed 1/0 a fault", 3), Latency.Delay.missed("seed 1/1 missed", 5))));
    }

    @Test
    void theFirstAlarmThatTouchesAFaultSaysWhereAndWhatItWasTaken() {
        Claim wrong = claim(FindingKind.HOT, Box.of(10, 10, 11, 14), "", "1:21");
        Claim right = new Claim(2, List.of(MAP), FindingKind.DEAD, List.of(BOX), "", times("1:22", "1:22", "1:30"));

        var result = TruthMatching.match(List.of(fault(FindingKind.DEAD)), List.of(right, wrong), JUDGED);

        assertThat(result.localisation()).isEqualTo(Localisation.of(FindingKind.DEAD, FindingKind.HOT, 0.4));
        assertThat(result.fates().getFirst().latency()).hasValue(3);
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
        Claim second = new Claim(2, List.of(OTHER), FindingKind.DEAD, List.of(BOX), "", times("1:20", "1:20", "1:30"));

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
        Claim elsewhere =
                new Claim(1, List.of(OTHER), FindingKind.SHAPE, List.of(BOX), "", times("1:20", "1:22", "1:30"));
        assertThat(match(shape, elsewhere).count(Outcome.FALSE)).isEqualTo(1);
    }

    @Test
    void twoFaultsAtOnePlaceAreFoundByTwoAlarms() {
        InjectedFault dead = fault(FindingKind.DEAD);
        var result = TruthMatching.match(
                List.of(dead, dead),
                List.of(
                        claim(FindingKind.DEAD, BOX, "", "1:20"),
                        new Claim(2, List.of(MAP), FindingKind.DEAD, List.of(BOX), "", times("1:25", "1:25", "1:30"))),
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
        String since = raised.equals("1:19") ? "1:19" : "1:20";
        return outcome(times(since, raised, raised));
    }

    private static Outcome outcome(Claim.Times times) {
        return outcome(fault(FindingKind.DEAD), times);
    }

    private static Outcome outcome(InjectedFault fault, Claim.Times times) {
        return match(fault, dead(times)).claims().getFirst().outcome();
    }

    private static Claim dead(Claim.Times times) {
        return new Claim(1, List.of(MAP), FindingKind.DEAD, List.of(BOX), "", times);
    }

    private static TruthMatching.Result match(InjectedFault fault, Claim claim) {
        return TruthMatching.match(List.of(fault), List.of(claim), JUDGED);
    }

    private static InjectedFault fault(FindingKind kind) {
        return new InjectedFault("a fault", kind, 0, List.of(new Region(MAP, BOX)), "", ls("1:20"), ls("1:30"));
    }

    private static Claim claim(FindingKind kind, Box box, String group, String raised) {
        return new Claim(1, List.of(MAP), kind, List.of(box), group, times(raised, raised, raised));
    }

    private static Claim.Times times(String since, String raised, String last) {
        return new Claim.Times(ls(since), ls(raised), ls(last));
    }

    private static LumisectionId ls(String text) {
        return LumisectionId.parse(text);
    }
}
