package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class LocalOccupancyTestTest {
    private static final ElementName NAME = new ElementName("Ecal/EE occupancy");
    private static final LumisectionId AT = new LumisectionId(355100, 17);
    private static final Geometry TOWERS = builtIn(72, 34);
    private static final Geometry CRYSTALS = builtIn(85, 20);
    private static final Geometry DISC = builtIn(20, 20);
    private static final Geometry HCAL = builtIn(84, 72);

    @Test
    void aHealthyMapIsGood() {
        assertThat(judged(TOWERS, DrawnMaps.map(TOWERS, 300, 0.1, 1)).verdict()).isInstanceOf(Verdict.Good.class);
        assertThat(judged(CRYSTALS, DrawnMaps.map(CRYSTALS, 12, 0.05, 1)).verdict())
                .isInstanceOf(Verdict.Good.class);
    }

    @Test
    void healthyMapsAreCalledBadNotMoreOftenThanStated() {
        int bad = 0;
        for (int seed = 0; seed < 100; seed++) {
            Histogram map = DrawnMaps.map(CRYSTALS, 12, 0.05, seed);
            Judgement judgement = new LocalOccupancy(0.1)
                    .begin(NAME, CRYSTALS, TestOptions.defaults())
                    .judge(new MonitorElement(NAME, AT, map), LumisectionConditions.unknown(AT));
            bad += judgement.verdict() instanceof Verdict.Bad ? 1 : 0;
        }
        assertThat(bad).isLessThanOrEqualTo(10);
    }

    @Test
    void aDeadTowerIsOneFindingWithItsImpact() {
        Histogram map = DrawnMaps.scaled(DrawnMaps.map(CRYSTALS, 12, 0.05, 2), Box.of(30, 5, 34, 9), 0);
        Finding finding = only(judged(CRYSTALS, map));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
        assertThat(finding.box()).isEqualTo(Box.of(30, 5, 34, 9));
        assertThat(finding.factor()).isZero();
        assertThat(finding.impact().cells()).isCloseTo(25.0 / 1700, within(1e-9));
        assertThat(finding.impact().entries()).isCloseTo(25.0 / 1700, within(0.004));
        assertThat(finding.since()).isEqualTo(AT);
    }

    @Test
    void aRegionWithOneCountPerCellIsDeadToo() {
        Histogram map = DrawnMaps.map(CRYSTALS, 12, 0.05, 3);
        double[] contents = map.contents();
        for (int y = 15; y < 20; y++) {
            contents[y * 85 + 72] = 1;
        }
        Finding finding = only(judged(CRYSTALS, Histogram.of(map.axes(), contents)));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
        assertThat(finding.box()).isEqualTo(Box.of(72, 15, 72, 19));
    }

    @Test
    void aDegradedRegionSaysByHowMuch() {
        Histogram map = DrawnMaps.scaled(DrawnMaps.map(TOWERS, 300, 0.05, 4), Box.of(10, 10, 12, 16), 0.5);
        Finding finding = only(judged(TOWERS, map));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEGRADED);
        assertThat(finding.factor()).isCloseTo(0.5, within(0.05));
        assertThat(finding.box().overlap(Box.of(10, 10, 12, 16))).isGreaterThan(0.8);
    }

    @Test
    void aMissingSupermoduleIsCalledByItsName() {
        Histogram map = DrawnMaps.scaled(DrawnMaps.map(TOWERS, 300, 0.1, 5), Box.of(8, 17, 11, 33), 0);
        Finding finding = only(judged(TOWERS, map));
        assertThat(finding.group()).isEqualTo("EB+03");
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
        assertThat(finding.impact().cells()).isCloseTo(68.0 / 2448, within(1e-9));
    }

    @Test
    void aDeadColumnDoesNotBecomeItsOwnReference() {
        Histogram map = DrawnMaps.scaled(DrawnMaps.map(CRYSTALS, 12, 0.05, 6), Box.of(40, 0, 40, 19), 0);
        Finding finding = only(judged(CRYSTALS, map));
        assertThat(finding.box()).isEqualTo(Box.of(40, 0, 40, 19));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
    }

    @Test
    void neighbouringFaultsOfDifferentKindAreTwoFindings() {
        Histogram dead = DrawnMaps.scaled(DrawnMaps.map(CRYSTALS, 12, 0.05, 7), Box.of(50, 5, 54, 9), 0);
        Histogram map = DrawnMaps.scaled(dead, Box.of(55, 7, 55, 7), 20);
        assertThat(findings(judged(CRYSTALS, map)))
                .extracting(Finding::kind, Finding::box)
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.DEAD, Box.of(50, 5, 54, 9)), tuple(FindingKind.HOT, Box.of(55, 7, 55, 7)));
    }

    @Test
    void aHotSupercrystalOfADiscIsFound() {
        Histogram map = DrawnMaps.scaled(DrawnMaps.map(DISC, 200, 0.1, 8), Box.of(4, 9, 4, 9), 4);
        Finding finding = only(judged(DISC, map));
        assertThat(finding.kind()).isEqualTo(FindingKind.HOT);
        assertThat(finding.box()).isEqualTo(Box.of(4, 9, 4, 9));
    }

    @Test
    void emptyCellsAreNotCalledDeadWhereTheMaskIsUnknown() {
        Histogram map = DrawnMaps.map(HCAL, 200, 0.05, 9);
        double[] contents = map.contents();
        for (int cell = 0; cell < contents.length; cell++) {
            int x = HCAL.x(cell);
            boolean coarse = x < 22 || x > 61;
            boolean absent = (coarse && HCAL.y(cell) % 2 == 1) || (x > 39 && x < 44);
            contents[cell] = absent ? 0 : contents[cell];
        }
        assertThat(judged(HCAL, Histogram.of(map.axes(), contents)).verdict()).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void anEmptyMapIsBadOnlyWhenBeamIsExpected() {
        Histogram empty = Histogram.empty(List.of(Axis.regular(85, 0, 85), Axis.regular(20, 0, 20)));
        assertThat(judged(CRYSTALS, empty).verdict())
                .isEqualTo(new Verdict.Undecided(new Reason.TooFewEntries(0, 1700)));
        Judgement withBeam = LocalOccupancy.standard()
                .begin(NAME, CRYSTALS, new TestOptions(2, 0, true))
                .judge(new MonitorElement(NAME, AT, empty), LumisectionConditions.unknown(AT));
        assertThat(only(withBeam).kind()).isEqualTo(FindingKind.DEAD);
    }

    @Test
    void aHandfulOfFilledCellsIsUndecided() {
        double[] contents = new double[HCAL.cells()];
        Arrays.fill(contents, 60, 66, 900);
        Histogram map = Histogram.of(List.of(Axis.regular(84, 0, 1), Axis.regular(72, 0, 1)), contents);
        assertThat(judged(HCAL, map).verdict()).isEqualTo(new Verdict.Undecided(new Reason.NeverScored()));
    }

    @Test
    void otherAxesAreUndecided() {
        assertThat(judged(CRYSTALS, DrawnMaps.map(TOWERS, 10, 0.1, 1)).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason()).isInstanceOf(Reason.ChangedBinning.class));
    }

    @Test
    void noFalseAlarmsAtAllCannotBeAskedFor() {
        assertThatThrownBy(() -> new LocalOccupancy(0))
                .hasMessage("false alarms per map: 0.0 (expected: above 0, below 1)");
    }

    private static Geometry builtIn(int nx, int ny) {
        return Geometries.builtIn()
                .bind(NAME, Histogram.empty(List.of(Axis.regular(nx, 0, 1), Axis.regular(ny, 0, 1))));
    }

    private static Judgement judged(Geometry geometry, Histogram map) {
        return LocalOccupancy.standard()
                .begin(NAME, geometry, TestOptions.defaults())
                .judge(new MonitorElement(NAME, AT, map), LumisectionConditions.unknown(AT));
    }

    private static List<Finding> findings(Judgement judgement) {
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Bad.class);
        return ((Verdict.Bad) judgement.verdict()).findings();
    }

    private static Finding only(Judgement judgement) {
        List<Finding> findings = findings(judgement);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }
}
