package org.lumiwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every protocol that is registered. Takes as long as all of them at quick size, and one trial more of each. */
class EveryProtocolTest {
    @TempDir
    Path cache;

    static Stream<Protocol<?>> protocols() {
        return Stream.concat(Stream.of(new CoinProtocol()), Protocols.all().stream());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aQuickRunHasOursBesideABaselineAndTheLimitAndCanBeRepeated(Protocol<?> protocol) {
        Seeds seeds = Seeds.firstOf(Seeds.Purpose.DEVELOPMENT, protocol.trials(Size.QUICK));
        BenchResult first = run(protocol, seeds);

        Set<Role> roles = first.report().tables().stream()
                .flatMap(table -> table.rows().stream())
                .map(Table.Row::role)
                .collect(Collectors.toSet());
        if (first.report().data() == Report.Data.REAL && roles.isEmpty()) {
            assertThat(first.report().targets()).isNotEmpty();
            assumeTrue(false, protocol.id() + ": recorded data absent, not checked any further");
        }
        assertThat(roles).contains(Role.OURS, Role.BASELINE);
        if (first.report().data() == Report.Data.SIMULATED && protocol.hasLimit()) {
            assertThat(roles).as("who simulates knows the limit").contains(Role.LIMIT);
        }
        assertThat(first.report().targets()).isNotEmpty();

        forgetTheFirstTrial();
        BenchResult second = run(protocol, seeds);
        if (protocol.isRepeatable()) {
            assertThat(second.json()).isEqualTo(first.json());
        }
    }

    @Test
    void noTwoHaveTheSameName() {
        assertThat(protocols().map(Protocol::id)).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z]+\\d+"));
    }

    private BenchResult run(Protocol<?> protocol, Seeds seeds) {
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        return new Bench(new Bench.Options(threads, cache, Bench.Kept.USED, "test"))
                .run(protocol, Size.QUICK, seeds, done -> {});
    }

    private void forgetTheFirstTrial() {
        try (Stream<Path> files = Files.walk(cache)) {
            List<Path> firsts = files.filter(file -> file.endsWith("1.json")).toList();
            assertThat(firsts).hasSize(1);
            Files.delete(firsts.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
