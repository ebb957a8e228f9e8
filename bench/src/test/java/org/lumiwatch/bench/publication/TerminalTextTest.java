package org.lumiwatch.bench.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Size;

class TerminalTextTest {
    private final List<String> lines =
            new Publication(Sample.result("B3", Size.QUICK)).text().lines().toList();

    @Test
    void itSaysWhatDataOfWhatSizeAndWhoseSeeds() {
        assertThat(lines.get(1))
                .isEqualTo("simulated data · quick, not to be quoted · 3 test seeds derived from commit "
                        + "8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776");
    }

    @Test
    void aWideTableIsContinuedBelowWithItsLabels() {
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(140));
        assertThat(lines.stream().filter(line -> line.contains("> ours       occupancy/1")))
                .hasSize(2);
        assertThat(lines).anyMatch(line -> line.contains("hot ×2")).anyMatch(line -> line.contains("5×5 ×0.8"));
    }

    @Test
    void columnsAreAligned() {
        String heading = lines.stream()
                .filter(line -> line.contains("hot ×5"))
                .findFirst()
                .orElseThrow();
        String limit = lines.stream()
                .filter(line -> line.contains("< 4.0e-05"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.indexOf("< 4.0e-05")).isEqualTo(heading.indexOf("zero"));
        assertThat(limit.indexOf("never")).isEqualTo(heading.indexOf("hot ×2"));
    }

    @Test
    void everyTargetIsShownWithItsOutcome() {
        assertThat(lines)
                .anyMatch(line -> line.startsWith("  met         ≤ 5e-05 in 1 LS"))
                .anyMatch(line -> line.startsWith("  MISSED      mean ≤ 1.2 × the oracle's"))
                .anyMatch(line -> line.startsWith("  not shown   one | bar"));
    }
}
