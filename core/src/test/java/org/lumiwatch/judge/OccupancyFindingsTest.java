package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.compare.Suspicion;
import org.lumiwatch.element.Box;
import org.lumiwatch.lumisection.LumisectionId;

class OccupancyFindingsTest {
    @Test
    void manyCellsAtOnceAreTheMapUnlessTheyAreKnownToComeAndGo() {
        assertThat(OccupancyFindings.isOfMap(dead(30, false), 0)).isTrue();
        assertThat(OccupancyFindings.isOfMap(dead(30, true), 0)).isFalse();
        assertThat(OccupancyFindings.isOfMap(dead(30, true), 26)).isTrue();
    }

    private static List<Suspicion> dead(int cells, boolean unsteady) {
        return IntStream.range(0, cells)
                .mapToObj(cell -> new Suspicion(
                        Box.of(cell, 0, cell, 0), "", 0, 8, new LumisectionId(1, 1), 4e-4, 4e-4, 0, unsteady))
                .toList();
    }
}
