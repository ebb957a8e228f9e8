package org.lumiwatch.neural.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.neural.training.Search.Aims;
import org.lumiwatch.neural.training.Search.Method;
import org.lumiwatch.neural.training.Search.Trial;

final class SearchTest {
    private static final SearchSpace SPACE = SearchSpace.of("hidden=2..64,rate=1e-5..1e-1");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("trials.jsonl");
    }

    /** Best at 16 hidden and a rate of 10⁻³, better the longer. */
    private static Aims aims(Map<String, Double> values, int epochs) {
        double hidden = Math.log(values.getOrDefault("hidden", 0.0) / 16);
        double rate = Math.log10(values.getOrDefault("rate", 0.0)) + 3;
        double missed = 1 - Math.exp(-hidden * hidden / 4 - rate * rate / 4) * epochs / (epochs + 1.0);
        return new Aims(missed, values.getOrDefault("hidden", 0.0), 1);
    }

    private List<Trial> run(Method method, int trials, long seed) {
        return new Search(SPACE, method, trials, 9, seed, file())
                .run((values, epochs, of) -> aims(values, epochs), 1, trial -> {});
    }

    @Test
    void aKilledSearchLosesNothingAndFailsNothing() throws IOException {
        AtomicInteger tried = new AtomicInteger();
        assertThatThrownBy(() -> new Search(SPACE, Method.RANDOM, 10, 9, 1, file())
                        .run(
                                (values, epochs, of) -> {
                                    if (tried.incrementAndGet() == 6) {
                                        throw new IllegalStateException("killed");
                                    }
                                    return aims(values, epochs);
                                },
                                1,
                                trial -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Search.read(file())).hasSize(5);
        // the line that a kill cut off
        Files.writeString(file(), Files.readString(file()) + "{\"trial\":5,\"epo");
        AtomicInteger rest = new AtomicInteger();
        List<Trial> all = new Search(SPACE, Method.RANDOM, 10, 9, 1, file())
                .run(
                        (values, epochs, of) -> {
                            rest.incrementAndGet();
                            return aims(values, epochs);
                        },
                        1,
                        trial -> {});
        assertThat(rest).hasValue(5);
        assertThat(all).hasSize(10).noneMatch(Trial::hasFailed);
        assertThat(Search.read(file())).isEqualTo(all);
        Files.delete(file());
        assertThat(run(Method.RANDOM, 10, 1)).isEqualTo(all);
    }

    @Test
    void whatIsImpossibleIsToldAndNotTriedAgain() {
        List<Trial> all = new Search(SPACE, Method.RANDOM, 4, 9, 1, file())
                .run(
                        (values, epochs, of) -> {
                            throw new IllegalArgumentException("no network of that size");
                        },
                        2,
                        trial -> {});
        assertThat(all).hasSize(4).allMatch(trial -> trial.failure().equals("no network of that size"));
        assertThat(Search.front(all)).isEmpty();
    }

    @Test
    void likelyTrialsDoBetterThanChance() throws IOException {
        double random = 0;
        double likely = 0;
        for (long seed = 1; seed <= 10; seed++) {
            random += best(run(Method.RANDOM, 30, seed));
            Files.delete(file());
            likely += best(run(Method.TPE, 30, seed));
            Files.delete(file());
        }
        assertThat(likely).isLessThan(0.75 * random + 0.25 * 10 * 0.1);
    }

    /** Above what nobody can be below after nine epochs. */
    private static double best(List<Trial> trials) {
        return trials.stream().mapToDouble(trial -> trial.aims().missed()).min().orElseThrow() - 0.1 + 0.1;
    }

    @Test
    void halvingGivesMostEpochsToTheBest() {
        List<Trial> all = run(Method.HALVING, 40, 3);
        assertThat(all).anyMatch(trial -> trial.epochs() == 1).anyMatch(trial -> trial.epochs() == 9);
        double early = all.stream()
                .filter(trial -> trial.epochs() == 1)
                .mapToDouble(trial -> trial.aims().missed())
                .average()
                .orElseThrow();
        double longest = all.stream()
                .filter(trial -> trial.epochs() == 9)
                .mapToDouble(trial -> trial.aims().missed())
                .average()
                .orElseThrow();
        assertThat(longest).isLessThan(early);
        long few = all.stream().filter(trial -> trial.epochs() == 1).count();
        long many = all.stream().filter(trial -> trial.epochs() == 9).count();
        assertThat(few).isGreaterThan(2 * many);
    }

    @Test
    void theFrontHoldsWhatNothingBeats() {
        List<Trial> front = Search.front(run(Method.RANDOM, 30, 5));
        for (Trial one : front) {
            for (Trial other : front) {
                assertThat(other.aims().dominates(one.aims())).isFalse();
            }
        }
        assertThat(front).isNotEmpty();
    }

    @Test
    void aWrongSpaceIsRefused() {
        assertThatThrownBy(() -> SearchSpace.of("hidden=4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: name=low..high");
        assertThatThrownBy(() -> SearchSpace.of("hidden=9..4")).hasMessageContaining("expected: 0 < low <= high");
    }
}
