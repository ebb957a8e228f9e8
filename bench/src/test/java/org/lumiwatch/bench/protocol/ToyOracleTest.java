package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.DriftToy.Options;
import org.lumiwatch.simulator.toy.DriftToy.Systematic;
import org.lumiwatch.simulator.toy.ToyFault;
import org.lumiwatch.simulator.toy.ToyRun;

class ToyOracleTest {
    @Test
    void tellsNearlyAllBadRunsFromGoodOnes() {
        assertTold(Options.published().withRuns(250), 1);
    }

    @Test
    void tellsFaultsOfFormAloneUnderAContinuousSystematic() {
        assertTold(Options.published().withRuns(250).with(Systematic.CONTINUOUS).withoutDeadBins(), 2);
    }

    @Test
    void aRunWithoutAnyEmptyBinHasNoDeadOne() {
        double[] counts = new double[DriftToy.BINS];
        Arrays.fill(counts, 100);
        ToyRun run = new ToyRun(
                new LumisectionId(1, 1),
                Histogram.of(List.of(DriftToy.AXIS), counts),
                new ToyRun.Gaussian(0, 1.4),
                0.4,
                10_000,
                false,
                ToyFault.NONE);

        assertThat(new ToyOracle(19).logRatio(run)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void sharesOfANormalDistributionAreThoseOfTables() {
        assertThat(NormalShares.between(-1, 1)).isCloseTo(0.682689492, within(1e-6));
        assertThat(NormalShares.between(-1.96, 1.96)).isCloseTo(0.950004210, within(1e-6));
        assertThat(NormalShares.between(6, 7) / 9.8530e-10).isCloseTo(1, within(1e-3));
        assertThat(NormalShares.between(-7, -6)).isEqualTo(NormalShares.between(6, 7));
    }

    private static void assertTold(Options options, int wrongAtMost) {
        ToyOracle oracle = new ToyOracle(options.mostDeadBins());
        int wrong = 0;
        for (ToyRun run : DriftToy.runs(31, options)) {
            wrong += oracle.logRatio(run) > 0 == run.isBad() ? 0 : 1;
        }

        assertThat(wrong).isLessThanOrEqualTo(wrongAtMost);
    }
}
