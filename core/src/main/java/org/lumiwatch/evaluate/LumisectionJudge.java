package org.lumiwatch.evaluate;

import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.truth.Quality;

/** What is evaluated: something that judges lumisections one after the other. Mutable; one thread at a time. */
public interface LumisectionJudge {
    /** One verdict over all elements; changes nothing. */
    Verdict judge(Sample sample);

    /** Learns a lumisection that was judged, once; until when labels are known before, at the end of its run. */
    void learn(Sample sample, Lesson lesson);

    /** A label that became known after its lumisection was learned. A judge that can unlearn does; others need not listen. */
    default void labelled(LumisectionId id, Quality quality) {}
}
