package org.lumiwatch.judge;

/** The kinds of quality tests that Lumiwatch brings along. */
public final class QualityTests {
    private QualityTests() {}

    /** Occupancy maps against their own past. */
    public static QualityTestKind occupancy() {
        return new OccupancyTest.Kind();
    }
}
