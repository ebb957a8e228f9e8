package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.evaluate.metric.Ranking.OperatingPoint;
import org.lumiwatch.evaluate.metric.Ranking.RocPoint;

class RankingTest {
    /** Good at 1, 2, 3, 4; bad at 2 and 5: of 8 pairs 1 + 4 = 5 right and 1 equal. */
    private static final Ranking BY_HAND = new Ranking(List.of(
            new Scored(1, false, 1),
            new Scored(2, false, 1),
            new Scored(3, false, 2),
            new Scored(4, false, 2),
            new Scored(2, true, 3),
            new Scored(5, true, 4)));

    @Test
    void areaIsAsCountedByHand() {
        assertThat(BY_HAND.auc()).isCloseTo(5.5 / 8, within(1e-12));
    }

    @Test
    void recallIsAtTheStatedFalsePositiveRateOrBelow() {
        assertThat(BY_HAND.recallAt(0.1)).isEqualTo(0.5);
        assertThat(BY_HAND.recallAt(0.75)).isEqualTo(1);
        assertThat(BY_HAND.recallAt(0.74)).isEqualTo(0.5);
    }

    /** By falling score: bad 5, good 4, good 3, then good and bad at 2, good 1. */
    @Test
    void theCurveHasTheCornersCountedByHand() {
        assertThat(BY_HAND.roc())
                .containsExactly(
                        new RocPoint(0, 0),
                        new RocPoint(0, 0.5),
                        new RocPoint(0.5, 0.5),
                        new RocPoint(0.75, 1),
                        new RocPoint(1, 1));
    }

    /** Trapezia under the corners: .5·.5 + .25·(.5 + 1)/2 + .25·1 = .6875 = 5.5/8. */
    @Test
    void theAreaUnderTheCornersIsTheArea() {
        List<RocPoint> roc = BY_HAND.roc();
        double area = 0;
        for (int i = 1; i < roc.size(); i++) {
            double width = roc.get(i).falsePositiveRate() - roc.get(i - 1).falsePositiveRate();
            area += width * (roc.get(i).recall() + roc.get(i - 1).recall()) / 2;
        }
        assertThat(area).isCloseTo(BY_HAND.auc(), within(1e-12));
    }

    @Test
    void aThresholdFixedBeforeHasItsRatesMeasured() {
        assertThat(BY_HAND.above(2)).isEqualTo(new OperatingPoint(2, new Proportion(1, 2), new Proportion(2, 4)));
        assertThat(BY_HAND.at(0.25)).isEqualTo(new OperatingPoint(3, new Proportion(1, 2), new Proportion(1, 4)));
    }

    @Test
    void equalScoresTellNothing() {
        Ranking flat = new Ranking(List.of(new Scored(0, true, 1), new Scored(0, false, 1), new Scored(0, false, 2)));
        assertThat(flat.auc()).isEqualTo(0.5);
        assertThat(flat.recallAt(0.1)).isZero();
    }

    @Test
    void withoutBadOnesThereIsNoArea() {
        Ranking none = new Ranking(List.of(new Scored(1, false, 1)));
        assertThat(none.isDefined()).isFalse();
        assertThat(none.auc()).isNaN();
        assertThat(none.roc()).isEmpty();
        assertThat(none.aucInterval(new SplittableRandom(1)).low()).isNaN();
    }

    @RepeatedTest(5)
    void intervalHoldsTheAreaAndIsTheSameForTheSameSeed(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean bad = random.nextInt(4) == 0;
            scored.add(new Scored(random.nextGaussian() + (bad ? 1 : 0), bad, i / 10));
        }
        Ranking ranking = new Ranking(scored);
        Interval interval = ranking.aucInterval(new SplittableRandom(1));
        assertThat(ranking.auc()).isBetween(interval.low(), interval.high());
        assertThat(ranking.aucInterval(new SplittableRandom(1))).isEqualTo(interval);
    }

    @Test
    void aRankingIsNoBetterThanItself() {
        Interval gain = BY_HAND.differenceInterval(BY_HAND, new SplittableRandom(1));
        assertThat(gain).isEqualTo(new Interval(0, 0));
    }

    @Test
    void rankingsOfDifferentLumisectionsAreNotPaired() {
        Ranking other = new Ranking(List.of(new Scored(1, false, 1)));
        assertThatThrownBy(() -> BY_HAND.differenceInterval(other, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("paired ranking: 1 lumisections in 1 runs (expected: 6 in 4)");
    }
}
