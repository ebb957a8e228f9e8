package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupedMeanTest {
    private static final GroupedMean A = GroupedMean.of("a", 1, 2, 3);
    private static final GroupedMean B = GroupedMean.of("b", 10);

    /** (1 + 2 + 3 + 10)/4 = 4: over samples, not over groups. */
    @Test
    void meansAreOverAllSamples() {
        assertThat(A.plus(B).mean()).isEqualTo(4);
        assertThat(GroupedMean.NONE.mean()).isNaN();
    }

    @Test
    void groupsArePooledInAnyOrder() {
        assertThat(A.plus(B)).isEqualTo(B.plus(A));
        assertThat(A.plus(B).plus(A)).isEqualTo(A.plus(B.plus(A)));
        assertThat(A.plus(GroupedMean.NONE)).isEqualTo(A);
        assertThat(A.plus(A).groups().get("a")).isEqualTo(new GroupedMean.Total(12, 6));
    }

    @Test
    void whatSharesAGroupIsOneSample() {
        GroupedMean one = GroupedMean.of("seed", 0, 100, 0, 100);
        assertThat(one.interval(new SplittableRandom(1))).isEqualTo(new Interval(50, 50));
    }

    /** Of two groups at 0 and 10 each resampling gives 0, 5 or 10. */
    @Test
    void theIntervalSpansTheGroups() {
        GroupedMean two = GroupedMean.of("a", 0).plus(GroupedMean.of("b", 10));
        assertThat(two.interval(new SplittableRandom(1))).isEqualTo(new Interval(0, 10));
    }

    /** Groups differ by 0 to 90 among themselves, but each is 1 more, and twice as much, in its partner. */
    @Test
    void pairingTakesOutWhatGroupsHaveInCommon() {
        GroupedMean base = GroupedMean.NONE;
        GroupedMean more = GroupedMean.NONE;
        GroupedMean twice = GroupedMean.NONE;
        for (int i = 1; i <= 10; i++) {
            base = base.plus(GroupedMean.of("seed " + i, 10 * i));
            more = more.plus(GroupedMean.of("seed " + i, 10 * i + 1));
            twice = twice.plus(GroupedMean.of("seed " + i, 20 * i));
        }
        Interval difference = more.difference(base, new SplittableRandom(1));
        assertThat(difference.low()).isCloseTo(1, within(1e-9));
        assertThat(difference.high()).isCloseTo(1, within(1e-9));
        assertThat(twice.ratio(base, new SplittableRandom(1))).isEqualTo(new Interval(2, 2));
    }

    @Test
    void ratiosOfOtherGroupsAreResampledApart() {
        GroupedMean mine = GroupedMean.of("a", 1).plus(GroupedMean.of("b", 3));
        GroupedMean theirs = GroupedMean.of("c", 1).plus(GroupedMean.of("d", 3));
        // extremes 1/3 and 3/1 each have chance 1/16
        Interval ratio = mine.ratio(theirs, new SplittableRandom(1));
        assertThat(ratio.low()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(ratio.high()).isCloseTo(3, within(1e-12));
    }

    @Test
    void differencesNeedTheSameGroups() {
        assertThatThrownBy(() -> A.difference(A.plus(B), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("paired means: 2 groups, of which 1 in common (expected: the same 1)");
    }
}
