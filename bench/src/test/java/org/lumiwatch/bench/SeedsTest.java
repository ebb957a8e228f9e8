package org.lumiwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Seeds.Origin;
import org.lumiwatch.bench.Seeds.Purpose;

class SeedsTest {
    private static final Origin COMMIT = new Origin.Commit("8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776");

    @Test
    void aCommitGivesTheSameTestSeedsEverywhere() {
        assertThat(Seeds.test(COMMIT, 3).values()).containsExactly(2_995_566_714L, 2_175_034_158L, 2_147_418_138L);
    }

    @Test
    void fewerSeedsAreTheFirstOfMore() {
        assertThat(Seeds.test(COMMIT, 50).values())
                .startsWith(Seeds.test(COMMIT, 10).values().toArray(Long[]::new));
    }

    @Test
    void anotherCommitGivesOthers() {
        Origin other = new Origin.Commit("8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8777");
        assertThat(Seeds.test(other, 50).values())
                .doesNotContainAnyElementsOf(Seeds.test(COMMIT, 50).values());
    }

    @Test
    void purposesAreDisjoint() {
        assertThat(Seeds.test(COMMIT, 1000).values()).allMatch(seed -> Seeds.purposeOf(seed) == Purpose.TEST);
        assertThat(Seeds.firstOf(Purpose.TUNING, 100).values())
                .allMatch(seed -> Seeds.purposeOf(seed) == Purpose.TUNING);
        assertThat(Seeds.firstOf(Purpose.DEVELOPMENT, 100).values())
                .startsWith(1L, 2L)
                .allMatch(seed -> Seeds.purposeOf(seed) == Purpose.DEVELOPMENT);
    }

    @Test
    void theHeadlineSaysWhoChose() {
        assertThat(Seeds.test(COMMIT, 2).headline())
                .isEqualTo("2 test seeds derived from commit 8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776");
        assertThat(Seeds.test(new Origin.Code("abc", "no git commit was found"), 1)
                        .headline())
                .isEqualTo("1 test seed derived from code abc (no git commit was found)");
        assertThat(Seeds.listed(List.of(7L, 2_000_000_000L)).headline())
                .isEqualTo("2 development/test seeds chosen by hand");
    }

    @Test
    void aSeedTwiceOrOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Seeds.listed(List.of(1L, 1L))).hasMessageContaining("each once");
        assertThatThrownBy(() -> Seeds.listed(List.of(3_000_000_000L)))
                .hasMessage("seed: 3000000000 (expected: 0 to 2999999999)");
        assertThatThrownBy(() -> Seeds.test(COMMIT, 0)).hasMessageContaining("expected: 1 to");
        assertThatThrownBy(() -> Seeds.test(new Origin.Hand(), 1)).hasMessageContaining("list them");
    }

    @Test
    void thisCodeHasAnOrigin() {
        assertThat(Origin.ofThisCode()).isNotInstanceOf(Origin.Hand.class);
    }
}
