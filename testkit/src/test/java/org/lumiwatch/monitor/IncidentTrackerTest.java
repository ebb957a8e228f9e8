package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
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
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.IncidentChange.Occasion;

class IncidentTrackerTest {
    private static final Geometry DEPTH_MAP = geometry("HCAL depth map");
    private static final Geometry CRYSTALS = geometry("ECAL supermodule crystals");
    private static final Geometry TOWERS = geometry("ECAL barrel towers");
    private static final Geometry PLAIN = Geometry.unknown(10, 10, 1);

    private final IncidentTracker tracker = new IncidentTracker(IncidentTracker.Options.defaults());

    @Test
    void aDeadReadoutBoxSeenBySevenDepthMapsIsOneIncident() {
        List<Examined.Part> parts = new ArrayList<>();
        for (int depth = 1; depth <= 7; depth++) {
            Finding box = finding(FindingKind.DEAD, Box.of(26 + depth, 2, 40, 5), "HBM02", depth);
            parts.add(bad("depth" + depth, DEPTH_MAP, box));
        }
        assertThat(take(1, parts)).singleElement().satisfies(change -> {
            assertThat(change.occasion()).isEqualTo(Occasion.OPENED);
            assertThat(change.incident().elements()).hasSize(7);
            assertThat(change.incident().elements().getFirst()).isEqualTo(new ElementName("depth7"));
        });
    }

    @Test
    void aDeadTowerOfAModuleMapAndOfTheTowerMapIsOneIncident() {
        Finding crystals = finding(FindingKind.DEAD, Box.of(10, 5, 14, 9), "", 9);
        Finding tower = finding(FindingKind.DEAD, Box.of(26, 19, 26, 19), "", 9);
        assertThat(take(
                        1,
                        List.of(
                                bad("EBOccupancyTask digi occupancy EB+07", CRYSTALS, crystals),
                                bad("tower occupancy", TOWERS, tower))))
                .singleElement()
                .satisfies(change -> assertThat(change.incident().elements()).hasSize(2));
    }

    @Test
    void theMinusSideCountsTowersTheOtherWayRound() {
        Finding crystals = finding(FindingKind.DEAD, Box.of(10, 5, 14, 9), "", 9);
        Finding tower = finding(FindingKind.DEAD, Box.of(25, 14, 25, 14), "", 9);
        assertThat(take(1, List.of(bad("occupancy EB-07", CRYSTALS, crystals), bad("towers", TOWERS, tower))))
                .hasSize(1);
    }

    @Test
    void theSameCellOfTwoModulesIsTwoIncidents() {
        Finding crystals = finding(FindingKind.DEAD, Box.of(10, 5, 14, 9), "", 9);
        assertThat(take(1, List.of(bad("EB+07", CRYSTALS, crystals), bad("EB+08", CRYSTALS, crystals))))
                .hasSize(2);
    }

    @Test
    void aDegradedModuleThatDiesAlarmsAgainHoweverOftenItCameBack() {
        Finding degraded = finding(FindingKind.DEGRADED, Box.of(0, 0, 3, 3), "", 30);
        Finding dead = finding(FindingKind.DEAD, Box.of(0, 0, 3, 3), "", 9);
        take(1, List.of(bad("map", PLAIN, degraded)));
        recover(2);
        take(20, List.of(bad("map", PLAIN, degraded)));
        recover(21);
        assertThat(take(40, List.of(bad("map", PLAIN, degraded))))
                .extracting(IncidentChange::occasion)
                .containsExactly(Occasion.CONTINUED);
        assertThat(take(41, List.of(bad("map", PLAIN, dead))))
                .extracting(IncidentChange::occasion)
                .containsExactly(Occasion.WORSENED);
        assertThat(take(42, List.of(bad("map", PLAIN, dead)))).isEmpty();
    }

    @Test
    void aDegradedModuleWithOneDeadCellIsNoWorse() {
        take(1, List.of(bad("map", PLAIN, finding(FindingKind.DEGRADED, Box.of(0, 0, 5, 5), "", 30))));
        assertThat(take(20, List.of(bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(1, 1, 1, 1), "", 9)))))
                .noneMatch(change -> change.occasion().alarms());
    }

    @Test
    void aHotCellInTheSamePlaceIsAnotherCause() {
        take(1, List.of(bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(1, 1, 1, 1), "", 9))));
        assertThat(take(2, List.of(bad("map", PLAIN, finding(FindingKind.HOT, Box.of(1, 1, 1, 1), "", 9)))))
                .extracting(IncidentChange::occasion)
                .containsExactly(Occasion.OPENED);
    }

    @Test
    void aModuleThatDiesAroundAnOldDeadTowerIsANewIncident() {
        take(1, List.of(bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(1, 1, 1, 1), "", 9))));
        assertThat(take(50, List.of(bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(0, 0, 5, 5), "", 9)))))
                .extracting(IncidentChange::occasion)
                .containsExactly(Occasion.OPENED);
    }

    @Test
    void anIncidentSurvivesASingleGoodLumisectionAndAlarmsOnce() {
        List<IncidentChange> changes = new ArrayList<>();
        for (int number = 1; number <= 1000; number++) {
            changes.addAll(number % 4 == 0 ? good(number) : dead(number));
        }
        assertThat(changes).filteredOn(change -> change.occasion().alarms()).hasSize(1);
        assertThat(tracker.followed()).hasSize(1);
    }

    @Test
    void aFewGoodLumisectionsEndItFromTheFirstOfThem() {
        dead(1);
        for (int number = 2; number <= 5; number++) {
            assertThat(good(number)).isEmpty();
        }
        assertThat(good(6)).singleElement().satisfies(change -> {
            assertThat(change.occasion()).isEqualTo(Occasion.RECOVERED);
            assertThat(change.incident().recovery()).contains(new LumisectionId(1, 2));
        });
    }

    @Test
    void undecidedLumisectionsAreNoEvidenceThatItIsGone() {
        dead(1);
        for (int number = 2; number <= 50; number++) {
            assertThat(take(
                            number,
                            List.of(part("map", PLAIN, new Verdict.Undecided(new Reason.TooFewEntries(1, 100))))))
                    .isEmpty();
        }
        assertThat(tracker.followed().getFirst().status()).isEqualTo(Incident.Status.OPEN);
    }

    @Test
    void whatComesBackIsTheSameIncidentMarkedIntermittentAndAlarmsOnlyOnce() {
        dead(1);
        recover(2);
        assertThat(dead(10)).singleElement().satisfies(change -> {
            assertThat(change.occasion()).isEqualTo(Occasion.REOPENED);
            assertThat(change.incident().id()).isEqualTo(1);
            assertThat(change.incident().intermittent()).isTrue();
            assertThat(change.incident().recovery()).isEmpty();
        });
        recover(11);
        assertThat(dead(20)).extracting(IncidentChange::occasion).containsExactly(Occasion.CONTINUED);
    }

    @Test
    void hardwareThatTripsAgainAlarmsEveryTime() {
        Examined.Part tripped = bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(0, 0, 3, 16), "", 9));
        take(1, List.of(tripped));
        for (int trip = 1; trip <= 3; trip++) {
            recover(20 * trip - 10);
            assertThat(take(20 * trip, List.of(tripped)))
                    .extracting(IncidentChange::occasion)
                    .containsExactly(Occasion.REOPENED);
        }
    }

    @Test
    void whatComesBackAfterLongIsANewIncident() {
        IncidentTracker forgetful = new IncidentTracker(new IncidentTracker.Options(2, 3, 3));
        take(forgetful, 1, List.of(deadPart()));
        for (int number = 2; number <= 10; number++) {
            take(forgetful, number, List.of(part("map", PLAIN, new Verdict.Good(0.1))));
        }
        assertThat(take(forgetful, 11, List.of(deadPart())))
                .singleElement()
                .satisfies(change -> assertThat(change.incident().id()).isEqualTo(2));
    }

    @Test
    void lumisectionsThatComeLateNeitherEndNorDoubleIt() {
        dead(20);
        for (int number = 1; number <= 15; number++) {
            assertThat(good(number)).isEmpty();
        }
        dead(18);
        assertThat(tracker.followed()).singleElement().satisfies(incident -> {
            assertThat(incident.onset()).isEqualTo(new LumisectionId(1, 18));
            assertThat(incident.last()).isEqualTo(new LumisectionId(1, 20));
        });
    }

    @Test
    void aLateBadLumisectionWithinARecoveredIncidentDoesNotReopenIt() {
        dead(1);
        dead(3);
        recover(4);
        assertThat(dead(2)).isEmpty();
        assertThat(tracker.followed().getFirst().status()).isEqualTo(Incident.Status.RECOVERED);
    }

    @Test
    void aDefectFoundWithoutAReferenceIsKnownAndDoesNotAlarm() {
        Examined.Part known = new Examined.Part(PLAIN, deadPart().judgement(), Examined.Basis.THIS_LUMISECTION);
        assertThat(take(1, List.of(known))).singleElement().satisfies(change -> {
            assertThat(change.occasion()).isEqualTo(Occasion.KNOWN);
            assertThat(change.occasion().alarms()).isFalse();
            assertThat(change.incident().status()).isEqualTo(Incident.Status.ACKNOWLEDGED);
        });
    }

    @Test
    void aKnownDefectIsNotGoneJustBecauseTheReferenceHasLearnedIt() {
        take(1, List.of(new Examined.Part(PLAIN, deadPart().judgement(), Examined.Basis.THIS_LUMISECTION)));
        for (int number = 2; number <= 30; number++) {
            assertThat(good(number)).isEmpty();
        }
        assertThat(tracker.followed().getFirst().note()).isEqualTo(IncidentTracker.FROM_THE_START);
    }

    @Test
    void theRecoveryOfAKnownDefectIsReportedOnce() {
        take(1, List.of(new Examined.Part(PLAIN, deadPart().judgement(), Examined.Basis.THIS_LUMISECTION)));
        Judgement good = part("map", PLAIN, new Verdict.Good(0.1)).judgement();
        Judgement back = new Judgement(
                good.test(),
                good.element(),
                good.verdict(),
                good.calibration(),
                good.threshold(),
                null,
                List.of(Box.of(1, 1, 1, 1), Box.of(7, 7, 7, 7)),
                List.of());
        List<Examined.Part> parts = List.of(new Examined.Part(PLAIN, back, Examined.Basis.HISTORY));
        List<IncidentChange> changes = tracker.take(examinedAsIs(2, parts), Map.of());
        assertThat(changes).extracting(IncidentChange::occasion).containsOnly(Occasion.RECOVERED);
        assertThat(changes).extracting(change -> change.incident().id()).containsExactly(1L, 2L);
        assertThat(tracker.take(examinedAsIs(3, parts), Map.of())).isEmpty();
    }

    private static Examined examinedAsIs(int number, List<Examined.Part> parts) {
        LumisectionId id = new LumisectionId(1, number);
        return new Examined(id, LumisectionConditions.unknown(id), parts);
    }

    @Test
    void aChangedFormAndTheBinsThatShowItAreOneIncidentNamedAfterTheForm() {
        Geometry line = Geometry.line(40);
        Finding bins = finding(FindingKind.HOT, Box.of(14, 0, 18, 0), "", 20);
        Finding form = finding(FindingKind.SHAPE, Box.of(16, 0, 18, 0), "", 9);
        assertThat(take(1, List.of(bad("signal", line, bins, form))))
                .singleElement()
                .satisfies(
                        change -> assertThat(change.incident().worst().kind()).isEqualTo(FindingKind.SHAPE));
    }

    @Test
    void anotherChangeOfADistributionThatWasHealthyInBetweenIsANewIncident() {
        Geometry line = Geometry.line(100);
        take(1, List.of(bad("signal", line, finding(FindingKind.NOISY, Box.of(80, 0, 80, 0), "", 9))));
        for (int number = 2; number <= 6; number++) {
            take(number, List.of(part("signal", line, new Verdict.Good(0.1))));
        }
        assertThat(take(7, List.of(bad("signal", line, finding(FindingKind.SHAPE, Box.of(16, 0, 18, 0), "", 9)))))
                .extracting(IncidentChange::occasion)
                .containsExactly(Occasion.OPENED);
    }

    @Test
    void aChangeThatIsLearnedAsANewEpochIsNoIncident() {
        Examined examined = examined(1, List.of(deadPart()));
        assertThat(tracker.take(examined, Map.of(new ElementName("map"), Lesson.NEW_EPOCH)))
                .isEmpty();
    }

    @Test
    void aRestoredTrackerGoesOnAsIfNeverStopped() throws IOException {
        dead(1);
        good(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tracker.save(new DataOutputStream(bytes));
        IncidentTracker restored = new IncidentTracker(IncidentTracker.Options.defaults());
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int number = 3; number <= 12; number++) {
            Examined.Part part = number == 9 ? deadPart() : part("map", PLAIN, new Verdict.Good(0.1));
            assertThat(take(restored, number, List.of(part))).isEqualTo(take(number, List.of(part)));
        }
        assertThat(restored.followed()).isEqualTo(tracker.followed());
    }

    @Test
    void anAcknowledgementSurvivesARestart() {
        dead(1);
        Incident open = tracker.followed().getFirst();
        Cause cause = new Cause(open, Cause.Side.FEWER, Cause.Novelty.NEW);
        cause.annotate(Incident.Status.ACKNOWLEDGED, "masked");
        tracker.adopt(List.of(cause.incident));
        assertThat(tracker.followed().getFirst().note()).isEqualTo("masked");
        assertThat(tracker.followed().getFirst().status()).isEqualTo(Incident.Status.ACKNOWLEDGED);
    }

    private List<IncidentChange> dead(int number) {
        return take(number, List.of(deadPart()));
    }

    private List<IncidentChange> good(int number) {
        return take(number, List.of(part("map", PLAIN, new Verdict.Good(0.1))));
    }

    private void recover(int first) {
        for (int number = first; number < first + 5; number++) {
            good(number);
        }
    }

    private static Examined.Part deadPart() {
        return bad("map", PLAIN, finding(FindingKind.DEAD, Box.of(1, 1, 1, 1), "", 9));
    }

    private List<IncidentChange> take(int number, List<Examined.Part> parts) {
        return take(tracker, number, parts);
    }

    private static List<IncidentChange> take(IncidentTracker by, int number, List<Examined.Part> parts) {
        return by.take(examined(number, parts), Map.of());
    }

    private static Examined examined(int number, List<Examined.Part> parts) {
        LumisectionId id = new LumisectionId(1, number);
        List<Examined.Part> moved = parts.stream().map(part -> moved(part, id)).toList();
        return new Examined(id, LumisectionConditions.unknown(id), moved);
    }

    private static Examined.Part moved(Examined.Part part, LumisectionId id) {
        Judgement of = part.judgement();
        MonitorElement element =
                new MonitorElement(of.element().name(), id, of.element().histogram());
        Verdict verdict = of.verdict() instanceof Verdict.Bad(double significance, var findings)
                ? new Verdict.Bad(
                        significance,
                        findings.stream()
                                .map(finding -> new Finding(
                                        finding.kind(),
                                        finding.factor(),
                                        finding.box(),
                                        finding.group(),
                                        finding.impact(),
                                        finding.significance(),
                                        id))
                                .toList())
                : of.verdict();
        return new Examined.Part(
                part.geometry(),
                new Judgement(of.test(), element, verdict, of.calibration(), of.threshold(), null),
                part.basis());
    }

    private static Examined.Part bad(String name, Geometry geometry, Finding... findings) {
        return part(name, geometry, new Verdict.Bad(findings[0].significance(), Arrays.asList(findings)));
    }

    private static Examined.Part part(String name, Geometry geometry, Verdict verdict) {
        Histogram histogram =
                Histogram.empty(List.of(Axis.regular(geometry.nx(), 0, 1), Axis.regular(geometry.ny(), 0, 1)));
        MonitorElement element = new MonitorElement(new ElementName(name), new LumisectionId(1, 1), histogram);
        Judgement judgement =
                new Judgement(new TestId("some", 1), element, verdict, Judgement.Calibration.THEORY, 5, null);
        return new Examined.Part(geometry, judgement, Examined.Basis.HISTORY);
    }

    private static Finding finding(FindingKind kind, Box box, String group, double significance) {
        double share = Math.min(1, box.cells() / 2448.0);
        return new Finding(
                kind, 0, box, group, new Finding.Impact(share, share), significance, new LumisectionId(1, 1));
    }

    private static Geometry geometry(String name) {
        return Geometries.builtIn().bindings().stream()
                .map(Geometries.Binding::geometry)
                .filter(geometry -> geometry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
