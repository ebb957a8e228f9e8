package org.lumiwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;

class BenchTest {
    @TempDir
    Path cache;

    private final Counting protocol = new Counting();
    private final Seeds seeds = Seeds.listed(List.of(11L, 12L, 13L, 14L));

    /** Remembers which seeds it was asked for, and fails at some. */
    private static final class Counting extends CoinProtocol {
        private final Set<Long> measured = ConcurrentHashMap.newKeySet();
        private final Set<Long> impossible = ConcurrentHashMap.newKeySet();

        @Override
        public Trial trial(long seed, Size size) {
            if (impossible.contains(seed)) {
                throw new ImplausibleResult("the baseline beat the oracle");
            }
            measured.add(seed);
            return super.trial(seed, size);
        }
    }

    private BenchResult run(int threads, Bench.Kept kept) {
        protocol.measured.clear();
        return new Bench(new Bench.Options(threads, cache, kept, "1.0")).run(protocol, Size.QUICK, seeds, done -> {});
    }

    @Test
    void whatWasMeasuredIsNotMeasuredAgain() {
        BenchResult first = run(2, Bench.Kept.USED);
        assertThat(protocol.measured).containsExactlyInAnyOrder(11L, 12L, 13L, 14L);
        BenchResult second = run(2, Bench.Kept.USED);
        assertThat(protocol.measured).isEmpty();
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void threadsChangeNoResult() {
        assertThat(run(1, Bench.Kept.USED)).isEqualTo(run(3, Bench.Kept.MEASURED_AGAIN));
        assertThat(protocol.measured).hasSize(4);
    }

    @Test
    void aBenchThatStoppedTakesUpWhereItWas() {
        protocol.impossible.add(13L);
        assertThatThrownBy(() -> run(1, Bench.Kept.USED))
                .isInstanceOf(ImplausibleResult.class)
                .hasMessage("the baseline beat the oracle");
        protocol.impossible.clear();
        run(1, Bench.Kept.USED);
        assertThat(protocol.measured).contains(13L).doesNotContain(11L, 12L);
    }

    @Test
    void aTrialThatWasSpoiledOnDiscIsNamed() throws IOException {
        run(1, Bench.Kept.USED);
        try (Stream<Path> files = Files.walk(cache)) {
            Path one =
                    files.filter(file -> file.endsWith("12.json")).findFirst().orElseThrow();
            Files.writeString(one, "{\"tosses\": 1");
        }
        assertThatThrownBy(() -> run(1, Bench.Kept.USED))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("12.json")
                .hasMessageContaining("delete it");
    }

    @Test
    void progressCountsTrials() {
        List<Integer> done = new ArrayList<>();
        new Bench(new Bench.Options(2, cache, Bench.Kept.USED, "1.0")).run(protocol, Size.QUICK, seeds, done::add);
        assertThat(done).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theResultSaysHowToMakeItAgain() {
        assertThat(run(1, Bench.Kept.USED).command()).isEqualTo("./lumiwatch bench T1 --quick --seeds 11,12,13,14");
    }

    @Test
    void aResultComesBackFromItsFileAsItWas() {
        BenchResult result = run(1, Bench.Kept.USED);
        Path file = cache.resolve("T1.json");
        result.write(file);
        assertThat(BenchResult.read(file)).isEqualTo(result);
        assertThat(BenchResult.read(file).json()).isEqualTo(result.json());
    }

    @Test
    void everyDoubleSurvives() {
        record Numbers(List<Double> values) {}
        List<Double> values = List.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                0.1,
                Double.MIN_VALUE,
                1.0 / 3,
                1e300);
        assertThat(TrialJson.read(TrialJson.write(new Numbers(values)), Numbers.class))
                .isEqualTo(new Numbers(values));
    }

    @Test
    void theSimulatorHasADigestOfItsOwn() {
        assertThat(CodeDigest.ofSimulator()).matches("[0-9a-f]{12}").isNotEqualTo(CodeDigest.ofEverything());
    }
}
