package org.lumiwatch.judge;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.compare.MapExplanation;
import org.lumiwatch.compare.RegionScan;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.LocalMedianExpectation;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding.Impact;
import org.lumiwatch.judge.Judgement.Calibration;

/** One map, one lumisection, no history: see {@link LocalOccupancy}. */
final class LocalOccupancyTest implements QualityTest {
    /** Below one count per cell, on average, an empty cell says nothing. */
    private static final double COUNTS_PER_CELL = 1;

    private final LocalOccupancy kind;
    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final LocalMedianExpectation expectation;
    private final RegionScan scan;
    private final int instrumentedCells;

    LocalOccupancyTest(LocalOccupancy kind, ElementName name, Geometry geometry, TestOptions options) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.expectation = new LocalMedianExpectation(geometry);
        this.scan = new RegionScan(RegionScan.Options.withoutHistory(kind.falseAlarmsPerMap()));
        int instrumented = 0;
        for (boolean live : geometry.instrumented()) {
            instrumented += live ? 1 : 0;
        }
        this.instrumentedCells = instrumented;
    }

    @Override
    public TestId id() {
        return kind.id();
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Histogram map = element.histogram();
        if (!element.name().equals(name) || !geometry.fits(map)) {
            String expected = "%s %d×%d×%d".formatted(name, geometry.nx(), geometry.ny(), geometry.nz());
            return undecided(element, new Reason.ChangedBinning(element.name() + " " + map.axes(), expected));
        }
        if (!map.isCounts()) {
            return undecided(element, new Reason.NotCounts());
        }
        if (map.sum() == 0 && options.beamExpected()) {
            return judgement(element, wholeMapDead(element), null);
        }
        double needed = Math.max(options.minimumEntries(), COUNTS_PER_CELL * filledOrKnown(map));
        if (map.sum() < needed || map.sum() == 0) {
            return undecided(element, new Reason.TooFewEntries(map.sum(), needed));
        }
        Optional<MapExplanation> explanation =
                scan.explain(map, excluded -> expectation.predict(element, conditions, excluded));
        if (explanation.isEmpty()) {
            // A handful of filled cells has no surroundings to be compared with.
            return undecided(element, new Reason.NeverScored());
        }
        MapExplanation found = explanation.get();
        double significance = Significance.ofLogProbability(found.logChance());
        List<Finding> findings = RegionFindings.of(found, element.at());
        Verdict verdict = findings.isEmpty() ? new Verdict.Good(significance) : new Verdict.Bad(significance, findings);
        return judgement(element, verdict, found.expected());
    }

    private double filledOrKnown(Histogram map) {
        if (geometry.maskKnown()) {
            return instrumentedCells;
        }
        int filled = 0;
        for (int cell = 0; cell < map.cells(); cell++) {
            filled += map.at(cell) > 0 ? 1 : 0;
        }
        return filled;
    }

    /** With beam, a healthy map has more than one count per cell: the chance of none at all is below exp(−cells). */
    private Verdict wholeMapDead(MonitorElement element) {
        double significance = Significance.ofLogProbability(-COUNTS_PER_CELL * instrumentedCells);
        Box whole = new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
        Finding dead = new Finding(FindingKind.DEAD, 0, whole, "", new Impact(1, 1), significance, element.at());
        return new Verdict.Bad(significance, List.of(dead));
    }

    private Judgement undecided(MonitorElement element, Reason reason) {
        return judgement(element, new Verdict.Undecided(reason), null);
    }

    private Judgement judgement(MonitorElement element, Verdict verdict, @Nullable Prediction expected) {
        double threshold = Significance.ofProbability(kind.falseAlarmsPerMap());
        return new Judgement(id(), element, verdict, Calibration.THEORY, threshold, expected);
    }

    /** Nothing: it has no memory. */
    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {}

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(LocalOccupancy.format());
    }
}
