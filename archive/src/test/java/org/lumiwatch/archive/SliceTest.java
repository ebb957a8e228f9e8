package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.archive.Slice.Weight;

class SliceTest {
    @Test
    void noSliceIsHeavierThanTheBudgetUnlessOneLumisectionIs() {
        List<Slice> slices =
                Slice.of(List.of(new Weight(1, 4), new Weight(2, 6), new Weight(4, 1), new Weight(5, 99)), 10);
        assertThat(slices).containsExactly(new Slice(List.of(1, 2)), new Slice(List.of(4)), new Slice(List.of(5)));
    }

    @Test
    void nothingGivesNoSlice() {
        assertThat(Slice.of(List.of(), 10)).isEmpty();
    }

    @Test
    void aConditionHoldsForItsLumisectionsOnly() {
        assertThat(new Slice(List.of(3, 4, 5)).condition()).isEqualTo("ls BETWEEN 3 AND 5");
        assertThat(new Slice(List.of(3, 5)).condition()).isEqualTo("ls BETWEEN 3 AND 5 AND ls IN (3,5)");
    }
}
