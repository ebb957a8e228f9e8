package org.lumiwatch.judge;

import java.util.List;

/** The kinds of quality tests that Lumiwatch brings along. */
public final class QualityTests {
    private QualityTests() {}

    /** All of them, in the order they are asked: a map is judged by itself only while it has no past to be judged by. */
    public static List<QualityTestKind> all() {
        return List.of(occupancy(), LocalOccupancy.standard(), ShapeTest.kind());
    }

    /** Occupancy maps against their own past, with a provisional reference through changes that nobody explained. */
    public static QualityTestKind occupancy() {
        return new ProvisionalTest.Kind(new OccupancyTest.Kind());
    }
}
