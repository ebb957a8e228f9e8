package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.EpochBank.Match;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class EpochMemberTest {
    private static final Axis AXIS = Axis.regular(40, -4, 4);
    private static final int LUMISECTIONS = 100;

    private final SplittableRandom random = new SplittableRandom(2);

    @Test
    void aFormThatScattersByMoreThanCountingMakesItCautious() {
        EpochMember member = new EpochMember(Geometry.line(AXIS.bins()));
        int beyondTheory = 0;
        int beyond = 0;
        for (int run = 1; run <= 12; run++) {
            for (int ls = 1; ls <= LUMISECTIONS; ls++) {
                MonitorElement element = element(run, ls);
                Match match = member.match(element).orElse(null);
                if (match != null) {
                    member.observe(run, match);
                }
                if (match != null && run > 6) {
                    beyond += member.significance(match) > 3 ? 1 : 0;
                    beyondTheory += Significance.ofLogProbability(NormalTail.logUpper(match.score())) > 3 ? 1 : 0;
                }
                member.learn(element, Lesson.HEALTHY_CELLS);
            }
        }
        assertThat(beyondTheory).as("of 600 with p < 1e-3 by counting").isGreaterThan(20);
        assertThat(beyond).as("the same by what was seen before").isLessThanOrEqualTo(4);
    }

    /** Of a width that is off by a few per cent in each lumisection. */
    private MonitorElement element(int run, int number) {
        double width = 1 + 0.03 * random.nextGaussian();
        double[] counts = new double[AXIS.bins()];
        for (int i = 0; i < 3000; i++) {
            int bin = AXIS.indexOf(width * random.nextGaussian());
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        Histogram histogram = Histogram.of(List.of(AXIS), counts);
        return new MonitorElement(new ElementName("Tracker/charge"), new LumisectionId(run, number), histogram);
    }
}
