package org.lumiwatch.judge;

import java.util.List;
import java.util.Set;
import org.lumiwatch.compare.Ingredient;

/** The kinds of quality tests that Lumiwatch brings along. */
public final class QualityTests {
    private QualityTests() {}

    /** All of them, in the order they are asked: a map is judged by itself only while it has no past to be judged by. */
    public static List<QualityTestKind> all() {
        return allWithout(Set.of());
    }

    /** All of them, with less to judge maps by: to measure what each ingredient is worth. */
    public static List<QualityTestKind> allWithout(Set<Ingredient> ingredients) {
        return List.of(occupancy(ingredients), LocalOccupancy.standard(), ShapeTest.kind());
    }

    /** Occupancy maps against their own past, with a provisional reference through changes that nobody explained. */
    public static QualityTestKind occupancy() {
        return occupancy(Set.of());
    }

    private static QualityTestKind occupancy(Set<Ingredient> without) {
        QualityTestKind plain = new OccupancyTest.Kind(without);
        return without.contains(Ingredient.PROVISIONAL_REFERENCE) ? plain : new ProvisionalTest.Kind(plain);
    }
}
