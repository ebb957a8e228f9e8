package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnsteadyCellsTest {
    private static final boolean[] NONE = {false, false};
    private static final boolean[] SECOND = {false, true};

    private final UnsteadyCells unsteady = new UnsteadyCells(2);

    @Test
    void aCellIsUnsteadyFromTheLumisectionInWhichItComesBackUntilItWasQuietForLong() {
        assertThat(unsteady.with(NONE, 100)).containsExactly(false, false);
        assertThat(unsteady.with(SECOND, 100)).containsExactly(false, true);
        unsteady.note(SECOND);
        for (int i = 0; i < 500; i++) {
            assertThat(unsteady.with(NONE, 100)).containsExactly(false, true);
            unsteady.note(NONE);
        }
        assertThat(unsteady.with(NONE, 100)).containsExactly(false, false);
    }

    @Test
    void whereManyComeAndGoItIsNotTheCells() {
        assertThat(unsteady.with(SECOND, 10)).containsExactly(false, false);
    }
}
