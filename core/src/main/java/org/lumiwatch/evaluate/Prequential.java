package org.lumiwatch.evaluate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.truth.Quality;

/**
 * Scores every lumisection before anything is learned of it, in the order of runs and lumisections.
 *
 * <p>With labels known at once, a run is learned when it is over, each lumisection as labelled. With late or no labels,
 * lumisections are learned as they come, for waiting would only make the reference old; a late label is handed on.
 */
public final class Prequential {
    /** A lumisection and the verdict on it. */
    public record Outcome(Sample sample, Verdict verdict) {}

    /** A learned lumisection whose label is on its way. */
    private record Pending(Sample sample, int runsBefore, int lumisectionsBefore) {}

    private final LumisectionJudge judge;
    private final Answers answers;
    private final LabelRegime regime;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Sample> run = new ArrayList<>();
    private int runsOver;
    private int lumisectionsOver;

    public Prequential(LumisectionJudge judge, Answers answers, LabelRegime regime) {
        this.judge = judge;
        this.answers = answers;
        this.regime = regime;
    }

    /** @param progress told the number of lumisections done */
    public List<Outcome> outcomes(List<Sample> samples, IntConsumer progress) {
        List<Sample> ordered = new ArrayList<>(samples);
        ordered.sort(Comparator.comparing(Sample::id));
        List<Outcome> outcomes = new ArrayList<>();
        for (Sample sample : ordered) {
            if (!run.isEmpty() && run.getFirst().id().run() != sample.id().run()) {
                closeRun();
            }
            outcomes.add(new Outcome(sample, judge.judge(sample)));
            run.add(sample);
            if (!(regime instanceof LabelRegime.Immediate)) {
                judge.learn(sample, Lesson.HEALTHY_CELLS);
            }
            progress.accept(outcomes.size());
        }
        return outcomes;
    }

    private void closeRun() {
        runsOver++;
        lumisectionsOver += run.size();
        for (Sample sample : run) {
            switch (regime) {
                case LabelRegime.None none -> {}
                case LabelRegime.Immediate immediate -> judge.learn(sample, lesson(sample));
                case LabelRegime.DelayRuns delay -> pending.add(new Pending(sample, runsOver, lumisectionsOver));
                case LabelRegime.DelayLumisections delay ->
                    pending.add(new Pending(sample, runsOver, lumisectionsOver));
            }
        }
        run.clear();
        while (!pending.isEmpty() && isKnown(pending.peek())) {
            Sample sample = pending.remove().sample();
            answers.quality(sample.id()).ifPresent(quality -> judge.labelled(sample.id(), quality));
        }
    }

    private Lesson lesson(Sample sample) {
        Optional<Quality> quality = answers.quality(sample.id());
        return quality.isPresent() && quality.get() == Quality.BAD ? Lesson.NOTHING : Lesson.HEALTHY_CELLS;
    }

    private boolean isKnown(Pending of) {
        return switch (regime) {
            case LabelRegime.None none -> false;
            case LabelRegime.Immediate immediate -> true;
            case LabelRegime.DelayRuns(int runs) -> runsOver - of.runsBefore() >= runs;
            case LabelRegime.DelayLumisections(int lumisections) ->
                lumisectionsOver - of.lumisectionsBefore() >= lumisections;
        };
    }
}
