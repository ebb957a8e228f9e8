package org.lumiwatch.judge;

import java.io.DataOutput;
import java.io.IOException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.MonitorElement;

/**
 * Judges one monitor element, lumisection after lumisection, and remembers what it needs to.
 *
 * <p>Mutable: one instance per element, used by one thread at a time. {@link #judge} has no side effect; {@link #learn} moves the
 * memory on, after it. Every implementation passes {@code QualityTestContract}: a fault scores above the reference; same
 * input, same score; save and load give the same score; empty and constant histograms are safe.
 */
public interface QualityTest {
    TestId id();

    /** Judges without changing anything. The element has the name and axes this test began with, else it is undecided. */
    Judgement judge(MonitorElement element, LumisectionConditions conditions);

    /**
     * Takes note of a lumisection that was judged: evidence is accumulated over lumisections in every case, expectations are
     * learned as far as {@code lesson} allows and never in cells under a finding. Lumisections may arrive late or be missing.
     *
     * @param judgement what {@link #judge} said of it just before
     */
    void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson);

    /**
     * Begins with what a test of the same kind has learned of the noise of a similar element: never with what was counted there. Does
     * nothing once something was learned.
     */
    default void startFrom(QualityTest similar) {}

    /** Writes all memory; the {@link QualityTestKind} that began this test reads it back. */
    void save(DataOutput out) throws IOException;
}
