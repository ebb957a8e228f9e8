package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.baseline.DinamoS;
import org.lumiwatch.bench.baseline.Fit;
import org.lumiwatch.bench.baseline.Labelled;
import org.lumiwatch.bench.baseline.Replay;
import org.lumiwatch.bench.protocol.ToyOutcome.Call;
import org.lumiwatch.bench.protocol.ToyOutcome.Truth;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.ToyRun;

/** The peer does what its authors publish, on their toys and on ours, and the two kinds of toy look alike. */
class DinamoSTest {
    @Test
    void doesOnItsAuthorsToysWhatTheyPublish() {
        List<ToyFiles> toys = ToyFiles.readOrSkip();

        assertAsPublished(toys);
    }

    @Test
    void doesOnOurToyWhatItsAuthorsPublish() {
        assertAsPublished(ours(200, 201, 202));
    }

    @Test
    void ourToyLooksLikeItsAuthors() {
        List<ToyFiles> theirs = ToyFiles.readOrSkip();
        List<ToyFiles> ours = ours(204, 205);

        assertThat(entries(ours, false)).isCloseTo(entries(theirs, false), within(200.0));
        assertThat(scatterOfEntries(ours)).isCloseTo(scatterOfEntries(theirs), within(150.0));
        assertThat(emptyBins(ours, true) - emptyBins(ours, false))
                .isCloseTo(emptyBins(theirs, true) - emptyBins(theirs, false), within(1.2));
        assertThat(stepAtTheMiddle(ours)).isCloseTo(0.424, within(0.03));
        assertThat(stepAtTheMiddle(ours)).isCloseTo(stepAtTheMiddle(theirs), within(0.02));
        assertThat(theirs.getFirst().truth().stream().filter(Truth::bad)).hasSize(500);
    }

    private static List<ToyFiles> ours(long... seeds) {
        return LongStream.of(seeds)
                .mapToObj(seed -> {
                    List<ToyRun> runs = DriftToy.runs(seed, DriftToy.Options.published());
                    return new ToyFiles(
                            new ToyStream(runs).labelled(),
                            runs.stream()
                                    .map(run -> new Truth(run.isBad(), run.changed(), run.isOnset()))
                                    .toList());
                })
                .toList();
    }

    private static void assertAsPublished(List<ToyFiles> toys) {
        assertThat(accuracy(toys, ToyLabels.AT_ONCE)).isCloseTo(0.945, within(0.010));
        assertThat(accuracy(toys, ToyLabels.LATE)).isCloseTo(0.883, within(0.015));
        assertThat(accuracy(toys, ToyLabels.NONE)).isCloseTo(0.923, within(0.010));
    }

    private static double accuracy(List<ToyFiles> toys, ToyLabels labels) {
        Replay replay = Replay.under(labels.regime());
        List<ToyOutcome> outcomes = new ArrayList<>();
        for (ToyFiles toy : toys) {
            Fit fit = Fit.of(
                    DinamoS.candidates(DriftToy.BINS),
                    toy.runs().subList(0, DriftToy.HISTORICAL),
                    replay,
                    new SplittableRandom(1));
            double[] scores = replay.scores(fit.begin().get(), toy.runs());
            outcomes.add(ToyOutcome.of(
                    ToyStream.counted(toy.truth()),
                    ToyStream.counted(Arrays.stream(scores)
                            .mapToObj(score -> Call.of(score, fit.threshold()))
                            .toList())));
        }
        return outcomes.stream()
                .mapToDouble(ToyOutcome::balancedAccuracy)
                .average()
                .orElseThrow();
    }

    private static double entries(List<ToyFiles> toys, boolean bad) {
        return mean(toys, bad, Histogram::sum);
    }

    private static double scatterOfEntries(List<ToyFiles> toys) {
        double mean = entries(toys, false);
        return Math.sqrt(mean(toys, false, histogram -> Math.pow(histogram.sum() - mean, 2)));
    }

    private static double emptyBins(List<ToyFiles> toys, boolean bad) {
        return mean(
                toys,
                bad,
                histogram -> Arrays.stream(histogram.contents())
                        .filter(content -> content == 0)
                        .count());
    }

    /** Size of the step between the two halves, in logarithms and beyond the slope beside it, whichever its sign. */
    private static double stepAtTheMiddle(List<ToyFiles> toys) {
        return toys.stream()
                .flatMap(toy -> toy.runs().stream())
                .filter(run -> !run.bad())
                .map(Labelled::histogram)
                .filter(histogram -> Math.min(histogram.at(47), histogram.at(52)) >= 200)
                .mapToDouble(histogram -> {
                    double across = Math.log(histogram.at(50) / histogram.at(49));
                    double left = Math.log(histogram.at(49) / histogram.at(47)) / 2;
                    double right = Math.log(histogram.at(52) / histogram.at(50)) / 2;
                    return Math.abs(across - (left + right) / 2);
                })
                .average()
                .orElseThrow();
    }

    private static double mean(
            List<ToyFiles> toys, boolean bad, java.util.function.ToDoubleFunction<Histogram> figure) {
        return toys.stream()
                .flatMap(toy -> toy.runs().stream())
                .filter(run -> run.bad() == bad)
                .map(Labelled::histogram)
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
