package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class EpochMemberTest {
    private static final Axis AXIS = Axis.regular(40, -4, 4);
    private static final int LUMISECTIONS = 100;
    private static final double FITS = 4;

    private final SplittableRandom random = new SplittableRandom(2);

    @Test
    void itIsRightWhereCountingIsAllTheNoiseThereIs() {
        assertThat(taught(0).isRight()).isTrue();
    }

    @Test
    void aFormThatScattersByMoreThanCountingMakesItWrong() {
        assertThat(taught(0.1).isRight()).isFalse();
    }

    @Test
    void itDoesNotLeadWhereTheOtherForetellsBetter() {
        EpochMember member = taught(0);
        assertThat(member.isRight()).isTrue();
        for (int ls = 1; ls <= LUMISECTIONS; ls++) {
            MonitorElement element = element(13, ls, 0);
            double[] mean = element.histogram().contents();
            boolean[] live = new boolean[mean.length];
            Arrays.fill(live, true);
            Prediction clairvoyant = new Prediction(
                    Geometry.line(mean.length), mean, new double[mean.length], new double[mean.length], live, 1, 1);
            member.compare(element.histogram(), member.match(element).orElseThrow(), clairvoyant);
        }
        assertThat(member.leads()).isFalse();
    }

    @Test
    void anotherFormInAllOfARunIsACandidateAndInPartOfOneIsNot() {
        for (int healthy : new int[] {0, 3}) {
            EpochMember member = taught(0);
            for (int ls = 1; ls <= 20; ls++) {
                member.learn(ls <= healthy ? element(13, ls, 0) : shifted(13, ls), candidateAfter(healthy, ls));
            }
            double score = member.match(shifted(14, 1)).orElseThrow().score();
            assertThat(score < FITS).as("%d healthy: %.1f", healthy, score).isEqualTo(healthy == 0);
            assertThat(member.match(element(14, 1, 0)).orElseThrow().score()).isLessThan(FITS);
        }
    }

    private static Lesson candidateAfter(int healthy, int ls) {
        return ls <= healthy ? Lesson.HEALTHY_CELLS : Lesson.CANDIDATE;
    }

    /** @param scatter relative, of the width from lumisection to lumisection */
    private EpochMember taught(double scatter) {
        EpochMember member = new EpochMember(Geometry.line(AXIS.bins()));
        for (int run = 1; run <= 12; run++) {
            for (int ls = 1; ls <= LUMISECTIONS; ls++) {
                MonitorElement element = element(run, ls, scatter);
                member.match(element).ifPresent(member::observe);
                member.learn(element, Lesson.HEALTHY_CELLS);
            }
        }
        return member;
    }

    private MonitorElement element(int run, int number, double scatter) {
        return element(run, number, 1 + scatter * random.nextGaussian(), 0);
    }

    private MonitorElement shifted(int run, int number) {
        return element(run, number, 1, 0.5);
    }

    private MonitorElement element(int run, int number, double width, double shift) {
        double[] counts = new double[AXIS.bins()];
        for (int i = 0; i < 3000; i++) {
            int bin = AXIS.indexOf(shift + width * random.nextGaussian());
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        Histogram histogram = Histogram.of(List.of(AXIS), counts);
        return new MonitorElement(new ElementName("Tracker/charge"), new LumisectionId(run, number), histogram);
    }
}
