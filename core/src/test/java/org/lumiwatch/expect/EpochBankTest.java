package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Runs of one lumisection of 5,000 entries: a peak in 50 bins, at a place and under a mode that the test chooses. */
class EpochBankTest {
    private static final int BINS = 50;
    private static final double FITS = 4;

    private final SplittableRandom random = new SplittableRandom(5);
    private EpochBank bank = new EpochBank(BINS);
    private int run;

    @Test
    void whatIsLikeEarlierRunsFitsAndAnotherPlaceDoesNot() {
        see(20, 25, 1);
        assertThat(score(peak(25, 1))).isLessThan(FITS);
        assertThat(score(peak(28, 1))).isGreaterThan(8);
    }

    @Test
    void beforeAnyRunNothingIsKnown() {
        assertThat(bank.match(peak(25, 1), 1)).isEmpty();
    }

    @Test
    void faultsThatComeAloneAreNeverTakenIn() {
        see(20, 25, 1);
        for (int i = 0; i < 5; i++) {
            see(1, 30 + 3 * i, 1);
            see(4, 25, 1);
            assertThat(bank.match(peak(20, 1), run + 1).orElseThrow().score()).isGreaterThan(8);
        }
        assertThat(score(peak(25, 1))).isLessThan(FITS);
    }

    @Test
    void aLastingChangeIsTakenInAfterItsFirstRun() {
        see(20, 25, 1);
        assertThat(score(peak(32, 1))).isGreaterThan(8);
        see(1, 32, 1);
        assertThat(score(peak(32, 1))).isLessThan(FITS);
        see(5, 32, 1);
        assertThat(score(peak(25, 1))).as("the old place is remembered").isLessThan(FITS);
    }

    @Test
    void aFormThatNobodyHasAcknowledgedIsKnownAsThat() {
        see(20, 25, 1);
        assertThat(match(peak(25, 1)).isAcknowledged()).isTrue();
        see(6, 32, 1);
        assertThat(match(peak(32, 1)).score()).isLessThan(FITS);
        assertThat(match(peak(32, 1)).isAcknowledged()).isFalse();
        assertThat(match(peak(25, 1)).isAcknowledged()).isTrue();
    }

    @Test
    void aModeThatIsKnownFitsAtOnceInANewEpoch() {
        for (int i = 0; i < 40; i++) {
            see(1 + i % 2, 25, i % 2 == 0 ? 1 : 1.6);
        }
        see(1, 31, 1);
        assertThat(score(peak(31, 1.6))).isLessThan(FITS);
        assertThat(score(peak(34, 1.6))).isGreaterThan(8);
    }

    @Test
    void anEmptyBinAmongFilledOnesSpeaksAgainstARunWhateverIsExpected() {
        see(20, 25, 1);
        double[] dead = peak(25, 1);
        dead[24] = 0;
        assertThat(score(dead)).isGreaterThan(8);
    }

    @Test
    void theRunThatIsSeenIsNoHistoryForItself() {
        see(20, 25, 1);
        int present = run + 1;
        bank.note(peak(32, 1), present);
        assertThat(bank.match(peak(32, 1), present).orElseThrow().score()).isGreaterThan(8);
        assertThat(bank.match(peak(32, 1), present + 1).orElseThrow().score()).isLessThan(FITS);
    }

    @Test
    void aDroppedRunLeavesNoTrace() {
        see(20, 25, 1);
        bank.note(peak(32, 1), run + 1);
        bank.dropRun(run + 1);
        assertThat(bank.match(peak(32, 1), run + 2).orElseThrow().score()).isGreaterThan(8);
    }

    @Test
    void whatIsSavedIsRestored() throws IOException {
        for (int i = 0; i < 40; i++) {
            see(1, i == 17 ? 40 : 25, i % 2 == 0 ? 1 : 1.6);
        }
        double[] next = peak(26, 1);
        double before = score(next);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bank.save(new DataOutputStream(bytes));
        bank = EpochBank.restore(BINS, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(score(next)).isEqualTo(before);
    }

    private double score(double[] counts) {
        return match(counts).score();
    }

    private EpochBank.Match match(double[] counts) {
        return bank.match(counts, run + 1).orElseThrow();
    }

    private void see(int runs, double place, double mode) {
        for (int i = 0; i < runs; i++) {
            bank.note(peak(place, mode), ++run);
        }
    }

    /** @param mode factor on the right half */
    private double[] peak(double place, double mode) {
        double[] counts = new double[BINS];
        for (int entry = 0; entry < 5_000; entry++) {
            int bin = (int) Math.round(place + 5 * random.nextGaussian());
            if (bin >= 0 && bin < BINS && random.nextDouble() < (bin >= BINS / 2 ? mode : 1) / 2) {
                counts[bin]++;
            }
        }
        return counts;
    }
}
