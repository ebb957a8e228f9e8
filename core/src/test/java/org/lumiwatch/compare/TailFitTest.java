package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailFitTest {
    private static final int REGIONS = 500;
    private static final double RARE = Math.log(1e-4);

    /** Regions whose evidence comes and goes as chance wills, and one that is faulty for five lumisections in every twenty. */
    private static final class Stream {
        final TailFit tail = new TailFit(REGIONS, 1);
        private final Random chance = new Random(3);
        private final boolean faulty;
        private final double falseRate;
        private float[] evidence = new float[REGIONS];
        private int seen;

        Stream(boolean faulty, double falseRate) {
            this.faulty = faulty;
            this.falseRate = falseRate;
        }

        Stream watch(int lumisections) {
            for (int i = 0; i < lumisections; i++) {
                float[] next = new float[REGIONS];
                for (int region = 0; region < REGIONS; region++) {
                    double step = chance.nextDouble() < 0.1 ? -Math.log(chance.nextDouble()) - 1 : -1;
                    next[region] = (float) Math.max(0, evidence[region] + step);
                }
                int age = seen++ % 20;
                next[0] = faulty && age < 5 ? 4f * (age + 1) : 0;
                boolean[] found = new boolean[REGIONS];
                found[0] = next[0] > 18;
                tail.settle(next, region -> found[region], falseRate);
                tail.note(evidence, next, region -> found[region]);
                evidence = next;
            }
            return this;
        }
    }

    @Test
    void faultsThatAreFoundDoNotRaiseWhatCountsAsHealthy() {
        TailFit healthy = new Stream(false, 0).watch(2000).tail;
        TailFit faulty = new Stream(true, 0).watch(2000).tail;
        assertThat(faulty.evidenceAt(RARE)).isCloseTo(healthy.evidenceAt(RARE), within(0.5));
    }

    @Test
    void ofWhatIsFoundAsMuchCountsAsMayBeFalse() {
        TailFit healthy = new Stream(false, 0).watch(2000).tail;
        TailFit faulty = new Stream(true, 0.05).watch(2000).tail;
        assertThat(faulty.evidenceAt(RARE)).isGreaterThan(healthy.evidenceAt(RARE) + 2);
    }

    @Test
    void aRiseThatFadesCountsFromThenOn() {
        TailFit tail = new TailFit(1, 1);
        for (int i = 0; i < 400; i++) {
            tail.settle(new float[] {0}, region -> false, 0);
            tail.note(new float[] {0}, new float[] {10}, region -> false);
        }
        assertThat(tail.counted()).isEqualTo(10);
    }

    @Test
    void whatIsContinuedFurtherIsLessCertain() {
        TailFit tail = new Stream(false, 0).watch(2000).tail;
        double end = tail.counted();
        assertThat(tail.doubt(end)).isLessThan(0.3);
        assertThat(tail.doubt(end + 10)).isGreaterThan(2 * tail.doubt(end)).isLessThan(10);
    }

    /** Regions that overlap rise together, but lose their evidence one after the other. */
    @Test
    void whatRoseTogetherIsOneEventWheneverItFades() {
        TailFit together = new TailFit(2, 1);
        TailFit alone = new TailFit(2, 1);
        for (int i = 0; i < 200; i++) {
            together.note(new float[] {0, 0}, new float[] {10, 10}, region -> false);
            together.settle(new float[] {0, 5}, region -> false, 0);
            together.settle(new float[] {0, 0}, region -> false, 0);
            alone.note(new float[] {0, 0}, new float[] {10, 0}, region -> false);
            alone.settle(new float[] {0, 0}, region -> false, 0);
        }
        assertThat(together.logRate(10)).isEqualTo(alone.logRate(10));
    }

    @Test
    void risesStillWaitWhenItIsReadBack() throws IOException {
        TailFit tail = new Stream(true, 0).watch(500).tail;
        tail.note(new float[REGIONS], new float[REGIONS], region -> false);
        tail.note(filled(0), filled(12), region -> false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tail.save(new DataOutputStream(bytes));
        TailFit read = new TailFit(REGIONS, 1);
        read.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        double before = read.logRate(12);
        for (TailFit one : new TailFit[] {tail, read}) {
            one.settle(new float[REGIONS], region -> false, 0);
        }
        assertThat(read.logRate(12)).isEqualTo(tail.logRate(12)).isGreaterThan(before);
    }

    private static float[] filled(float evidence) {
        float[] all = new float[REGIONS];
        Arrays.fill(all, evidence);
        return all;
    }
}
