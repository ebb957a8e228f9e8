package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.lumisection.LumisectionId;

/** A distribution that lies elsewhere from a run on, and nobody says why: runs of 20 lumisections. */
class NewFormTest {
    private static final ElementName NAME = new ElementName("Tracker/charge");
    private static final Axis AXIS = Axis.regular(50, -5, 5);
    private static final int RUN = 20;
    private static final int BEFORE = 15;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Examination examination =
            new Examination(new Examination.Setup(QualityTests.all(), Geometries.builtIn(), TestOptions.defaults(), 1));
    private final ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());

    @Test
    void itAlarmsForOneRunAndIsKnownAsUnacknowledgedThen() {
        bad(1, BEFORE, 0);
        assertThat(bad(BEFORE + 1, BEFORE + 1, 0.5)).isEqualTo(RUN);
        assertThat(bad(BEFORE + 2, BEFORE + 5, 0.5)).isLessThan(4);
        Judgement judgement = watch(new LumisectionId(BEFORE + 6, 1), 0.5);
        assertThat(judgement.voices()).extracting(Voice::member).anyMatch(member -> member.contains("acknowledged"));
    }

    @Test
    void aFaultOfAPartOfARunIsNotTakenIn() {
        bad(1, BEFORE, 0);
        for (int run = BEFORE + 1; run <= BEFORE + 4; run++) {
            for (int ls = 1; ls <= RUN; ls++) {
                boolean faulty = ls > RUN / 2;
                Judgement judgement = watch(new LumisectionId(run, ls), faulty ? 0.5 : 0);
                assertThat(judgement.verdict() instanceof Verdict.Bad)
                        .as("%d:%d", run, ls)
                        .isEqualTo(faulty);
            }
        }
    }

    /** Lumisections called bad in these runs. */
    private int bad(int first, int last, double shift) {
        int bad = 0;
        for (int run = first; run <= last; run++) {
            for (int ls = 1; ls <= RUN; ls++) {
                bad += watch(new LumisectionId(run, ls), shift).verdict() instanceof Verdict.Bad ? 1 : 0;
            }
        }
        return bad;
    }

    private Judgement watch(LumisectionId at, double shift) {
        double[] counts = new double[AXIS.bins()];
        for (int i = 0; i < 2000; i++) {
            int bin = AXIS.indexOf(shift + random.nextGaussian());
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        MonitorElement element = new MonitorElement(NAME, at, Histogram.of(List.of(AXIS), counts));
        LumisectionConditions conditions = LumisectionConditions.unknown(at);
        Examined examined = examination.examine(new Lumisection(at, List.of(element)), conditions);
        Judgement judgement = examined.judgementOf(NAME);
        examination.learn(examined, Map.of(NAME, learner.lesson(judgement, conditions)));
        return judgement;
    }
}
