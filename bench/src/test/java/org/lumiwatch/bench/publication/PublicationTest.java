package org.lumiwatch.bench.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Size;

class PublicationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "benchmarks.md");

    @TempDir
    Path folder;

    @Test
    void theDocumentIsWhatItsResultsGive() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .as("run ./lumiwatch bench --docs docs/benchmarks.md")
                .isEqualTo(Publication.page(DOCUMENT));
    }

    @Test
    void thePicturesOfTheDocumentAreThoseOfItsResults() throws IOException {
        for (BenchResult result : Publication.results(Path.of("..", "docs", "benchmarks"))) {
            Path json = Path.of("..", "docs", "benchmarks", result.protocol() + ".json");
            assertThat(Files.readString(json)).isEqualTo(result.json());
            Path picture = json.resolveSibling(result.protocol() + ".svg");
            assertThat(Files.exists(picture))
                    .isEqualTo(new Publication(result).picture().isPresent());
            if (Files.exists(picture)) {
                assertThat(new Publication(result).picture()).contains(Files.readString(picture));
            }
        }
    }

    @Test
    void thePageHoldsTargetsThenProtocolsInOrderThenTheRest() throws IOException {
        Path page = folder.resolve("benchmarks.md");
        for (String id : List.of("R1", "B10", "B2")) {
            new Publication(Sample.result(id, Size.FULL)).writeBeside(page);
        }
        Files.writeString(folder.resolve("benchmarks/other.md"), "## Speed\n\nvery\n");
        assertThat(Publication.page(page))
                .containsSubsequence(
                        "# Benchmarks",
                        "## Targets",
                        "| B2 | mean ≤ 1.2 × the oracle's | 1.9 (1.7–2.2) × on ×0.7 | **missed** | simulated |",
                        "## B2 — simulated: latency \\| at &lt;one> false incident a day",
                        "`./lumiwatch bench B2 --commit 8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776 --seeds 3`",
                        "| **ours** | **occupancy/1** | **1.40 (1.12–1.82)** |",
                        "| limit | oracle | &lt; 4.0e-05 | 1 | never |",
                        "](benchmarks/B2.svg)",
                        "## B10 —",
                        "## R1 —",
                        "## Speed\n\nvery\n");
        assertThat(folder.resolve("benchmarks/B10.svg")).exists();
    }

    @Test
    void quickFiguresDoNotComeOntoThePage() {
        Path page = folder.resolve("benchmarks.md");
        assertThatThrownBy(() -> new Publication(Sample.result("B1", Size.QUICK)).writeBeside(page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("B1: quick (expected: a result of full size");
        assertThat(folder.resolve("benchmarks")).doesNotExist();
    }

    @Test
    void theCsvHasALineForEachEntryAndQuotesCommas() throws IOException {
        Publication publication = new Publication(Sample.result("B3", Size.QUICK));
        publication.writeInto(folder);
        List<String> lines = Files.readAllLines(folder.resolve("B3.csv"));
        assertThat(lines).hasSize(1 + 4 * 7);
        assertThat(lines.getFirst()).isEqualTo("protocol,table,row,role,column,value,low,high,text");
        assertThat(lines)
                .contains(
                        "B3,\"Lumisections from onset to incident, EB\",oracle,limit,zero,0.0,0.0,4.0E-5,",
                        "B3,\"Lumisections from onset to incident, EB\",oracle,limit,hot ×2,,,,never",
                        "B3,\"Lumisections from onset to incident, EB\",oracle,limit,×0.7,1.23,1.1,1.4,");
        assertThat(BenchResult.read(folder.resolve("B3.json"))).isEqualTo(publication.result());
        assertThat(folder.resolve("B3.svg")).exists();
    }
}
