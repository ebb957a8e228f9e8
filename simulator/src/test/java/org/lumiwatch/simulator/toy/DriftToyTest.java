package org.lumiwatch.simulator.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lumiwatch.simulator.toy.DriftToy.Faults;
import org.lumiwatch.simulator.toy.DriftToy.Options;
import org.lumiwatch.simulator.toy.DriftToy.Systematic;

class DriftToyTest {
    private static final Options SHORT = Options.published().withRuns(600);
    private static final List<ToyRun> RUNS = DriftToy.runs(3, Options.published());

    @Test
    void aTenthOfTheRunsIsBadWithShiftsAndDeadBinsOfThePublishedSizes() {
        List<ToyFault> faults =
                RUNS.stream().filter(ToyRun::isBad).map(ToyRun::fault).toList();

        assertThat(faults).hasSize(500);
        assertThat(sizes(faults, ToyFault::meanShift))
                .hasSize(450)
                .allSatisfy(size -> assertThat(size).isBetween(0.25, 0.75));
        assertThat(sizes(faults, ToyFault::widthShift))
                .hasSize(450)
                .allSatisfy(size -> assertThat(size).isBetween(0.05, 0.2));
        DoubleSummaryStatistics dead =
                faults.stream().mapToDouble(fault -> fault.deadBins().size()).summaryStatistics();
        assertThat(dead.getMin()).isEqualTo(1);
        assertThat(dead.getMax()).isEqualTo(19);
        assertThat(dead.getAverage()).isCloseTo(10, within(0.8));
    }

    @Test
    void deadBinsAreEmpty() {
        assertThat(RUNS.stream().filter(ToyRun::isBad))
                .allSatisfy(run -> assertThat(run.fault().deadBins())
                        .allSatisfy(bin -> assertThat(run.histogram().at(bin)).isZero()));
    }

    @Test
    void entriesAreSpreadEvenlyFromTwoToTwentyThousand() {
        DoubleSummaryStatistics produced =
                RUNS.stream().mapToDouble(ToyRun::produced).summaryStatistics();

        assertThat(produced.getMin()).isBetween(2_000.0, 2_050.0);
        assertThat(produced.getMax()).isBetween(19_950.0, 20_000.0);
        assertThat(produced.getAverage()).isCloseTo(11_000, within(250.0));
    }

    @Test
    void rightOfTheMiddleTwoFifthsAreAddedOrLost() {
        double right = 0;
        double raised = 0;
        int runs = 0;
        for (ToyRun run : RUNS) {
            if (!run.isBad() && run.systematic() > 0) {
                runs++;
                for (int bin = 50; bin < 100; bin++) {
                    right += run.histogram().at(bin);
                }
                raised += run.histogram().sum() - run.produced();
            }
        }

        assertThat(runs).isBetween(2100, 2400);
        assertThat(raised / (right - raised)).isCloseTo(0.4, within(0.005));
    }

    @Test
    void theMeanSwingsByHalfInAThousandRunsAroundLevelsThatJump() {
        List<Double> levels = new ArrayList<>();
        for (ToyRun run : RUNS) {
            double level = run.healthy().mean()
                    - 0.5 * Math.sin(2 * Math.PI * (run.id().run() - 1) / 1000.0);
            if (levels.isEmpty() || Math.abs(level - levels.getLast()) > 1e-9) {
                levels.add(level);
            }
        }

        assertThat(levels.getFirst()).isEqualTo(0);
        assertThat(levels).hasSizeBetween(12, 42);
        assertThat(levels.subList(1, levels.size()))
                .allSatisfy(level -> assertThat(Math.abs(level)).isBetween(0.5, 1.5));
        assertThat(RUNS.stream().map(run -> run.healthy().width()).distinct())
                .hasSizeBetween(12, 42)
                .allSatisfy(width -> assertThat(width).isBetween(0.6, 1.4));
        assertThat(RUNS.stream().filter(ToyRun::changed)).hasSizeBetween(25, 75);
    }

    @Test
    void theSystematicCanHaveThreeValuesAnyValueOrNone() {
        assertThat(DriftToy.runs(3, SHORT.with(Systematic.THREE_VALUED)).stream()
                        .map(ToyRun::systematic)
                        .distinct())
                .containsExactlyInAnyOrder(-0.4, 0.0, 0.4);
        assertThat(DriftToy.runs(3, SHORT.with(Systematic.CONTINUOUS)).stream()
                        .map(ToyRun::systematic)
                        .distinct())
                .hasSize(600)
                .allSatisfy(value -> assertThat(value).isBetween(-0.4, 0.4));
        assertThat(DriftToy.runs(3, SHORT.with(Systematic.NONE)))
                .allSatisfy(run -> assertThat(run.systematic()).isZero());
    }

    @Test
    void episodesHoldTheSameFaultForSixRunsInTheMean() {
        List<ToyRun> bad = DriftToy.runs(3, Options.published().with(Faults.EPISODES)).stream()
                .filter(ToyRun::isBad)
                .toList();
        long episodes = bad.stream().filter(ToyRun::isOnset).count();

        assertThat(bad).hasSize(500);
        assertThat(500.0 / episodes).isBetween(4.5, 7.5);
        assertThat(bad)
                .allSatisfy(run -> assertThat(run.id().run() - run.fault().first())
                        .isBetween(0, run.fault().runs() - 1));
    }

    @Test
    void withoutDeadBinsTheFormAloneIsChanged() {
        List<ToyRun> runs = DriftToy.runs(3, SHORT.withoutDeadBins());

        assertThat(runs.stream().filter(ToyRun::isBad))
                .hasSize(60)
                .allSatisfy(run -> assertThat(run.fault().deadBins()).isEmpty());
    }

    @Test
    void equalSeedsGiveEqualRunsAndOtherSeedsOthers() {
        assertThat(DriftToy.runs(5, SHORT)).isEqualTo(DriftToy.runs(5, SHORT)).isNotEqualTo(DriftToy.runs(6, SHORT));
    }

    @Test
    void drivingOneEffectAloneLeavesTheOthersAsTheyWere() {
        List<ToyRun> published = DriftToy.runs(5, SHORT);
        List<ToyRun> smooth = DriftToy.runs(5, SHORT.with(Systematic.NONE));

        assertThat(smooth)
                .extracting(ToyRun::healthy)
                .isEqualTo(published.stream().map(ToyRun::healthy).toList());
        assertThat(smooth)
                .extracting(ToyRun::fault)
                .isEqualTo(published.stream().map(ToyRun::fault).toList());
        assertThat(smooth)
                .extracting(ToyRun::produced)
                .isEqualTo(published.stream().map(ToyRun::produced).toList());
    }

    /** Sizes other than 0. */
    private static List<Double> sizes(List<ToyFault> faults, ToDoubleFunction<ToyFault> of) {
        return faults.stream()
                .map(of::applyAsDouble)
                .map(Math::abs)
                .filter(size -> size > 0)
                .toList();
    }
}
