package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ScoreTailTest {
    @Test
    void theLargestAreKeptAndTheOthersCounted() {
        ScoreTail tail = of(3, 5, 1, 4, 1, 3);
        assertThat(tail.largest()).containsExactly(5.0, 4.0, 3.0);
        assertThat(tail.total()).isEqualTo(5);
        assertThat(tail.atLeast(4)).isEqualTo(2);
        assertThat(tail.atLeast(3.5)).isEqualTo(2);
        assertThat(tail.atLeast(1)).isEqualTo(5);
        assertThat(tail.atRank(2)).isEqualTo(4);
    }

    @RepeatedTest(5)
    void countsAndRanksAreExactWithinWhatIsKeptAndNeverTooLowBelow(RepetitionInfo repetition) {
        double[] scores = scores(repetition.getCurrentRepetition(), 5000);
        ScoreTail tail = of(100, scores);
        double[] rising = scores.clone();
        Arrays.sort(rising);
        for (int rank = 1; rank <= 4000; rank += 37) {
            double score = rising[rising.length - rank];
            if (rank < 100) {
                assertThat(tail.atRank(rank)).isEqualTo(score);
                assertThat(tail.atLeast(score)).isEqualTo(rank);
            } else {
                assertThat(tail.atRank(rank)).isBetween(score, score + Math.abs(score) / 31);
                long withinOneBin = Arrays.stream(scores)
                        .filter(of -> of >= score - Math.abs(score) / 31)
                        .count();
                assertThat(tail.atLeast(score)).isBetween((long) rank, withinOneBin);
            }
        }
    }

    @RepeatedTest(5)
    void tailsOfPartsAreTheTailOfAllInAnyOrder(RepetitionInfo repetition) {
        double[] scores = scores(repetition.getCurrentRepetition(), 300);
        ScoreTail a = of(50, Arrays.copyOfRange(scores, 0, 20));
        ScoreTail b = of(50, Arrays.copyOfRange(scores, 20, 200));
        ScoreTail c = of(50, Arrays.copyOfRange(scores, 200, 300));
        assertThat(a.plus(b).plus(c)).isEqualTo(of(50, scores));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b.plus(c))).isEqualTo(a.plus(b).plus(c));
        assertThat(a.plus(ScoreTail.none(50))).isEqualTo(a);
    }

    @Test
    void equalAndInfiniteScoresHaveTheirPlace() {
        ScoreTail tail =
                of(2, 0, -0.0, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, Double.POSITIVE_INFINITY);
        assertThat(tail.largest()).containsExactly(Double.POSITIVE_INFINITY, 0.0);
        assertThat(tail.atLeast(0)).isEqualTo(4);
        assertThat(tail.atLeast(Double.NEGATIVE_INFINITY)).isEqualTo(7);
        assertThat(tail.atRank(7)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aTailIsKeptAsJson() {
        ScoreTail tail = of(3, 5, 1, Double.POSITIVE_INFINITY, 1, -3);
        String json = JsonMapper.shared().writeValueAsString(tail);
        assertThat(JsonMapper.shared().readValue(json, ScoreTail.class)).isEqualTo(tail);
    }

    @Test
    void tailsThatKeepDifferentlyAreNotPooled() {
        assertThatThrownBy(() -> of(3, 1).plus(of(4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score tail: keeps 4 (expected: 3)");
        assertThatThrownBy(() -> of(3, 1).atRank(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rank: 2 (expected: 1 to 1)");
    }

    private static double[] scores(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n).map(u -> 3 * Math.log(u) + 2).toArray();
    }

    private static ScoreTail of(int kept, double... scores) {
        ScoreTail.Recorder recorder = new ScoreTail.Recorder(kept);
        for (double score : scores) {
            recorder.add(score);
        }
        return recorder.tail();
    }
}
