package org.lumiwatch.bench.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.bench.baseline.Labelled;
import org.lumiwatch.bench.protocol.ToyOutcome.Truth;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.evaluate.Answers;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.monitor.Lumisection;
import org.lumiwatch.source.ReadOptions;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.Quality;

/** The authors' own toys of two seeds, which are no part of the project. */
record ToyFiles(List<Labelled> runs, List<Truth> truth) {
    /** Skips the calling test where the data are absent. */
    static List<ToyFiles> readOrSkip() {
        Optional<Path> folder = RealData.folder("drift-toy");
        assumeTrue(
                folder.isPresent(),
                "no folder shared/data/drift-toy beside the project: the authors' toys not checked");
        return List.of(read(folder.orElseThrow(), "toy0"), read(folder.orElseThrow(), "toy1"));
    }

    private static ToyFiles read(Path folder, String name) {
        InMemorySet set = InMemorySet.read(
                Connectors.open(folder.resolve(name + ".csv"), ReadOptions.defaults()),
                ElementGlob.of("*"),
                Conditions.none());
        Answers answers = Answers.golden(
                GoldenJson.read(folder.resolve(name + "-golden.json")).lumisections());
        List<Labelled> runs = new ArrayList<>();
        for (Lumisection run : set.lumisections()) {
            runs.add(new Labelled(
                    run.elements().getFirst().histogram(),
                    answers.quality(run.id()).orElseThrow() == Quality.BAD));
        }
        List<Truth> truth = new ArrayList<>();
        for (String line : lines(folder.resolve(name + "-truth.csv"))) {
            String[] cells = line.split(",", -1);
            boolean bad = cells[1].equals("1");
            truth.add(new Truth(bad, !cells[2].equals("0"), bad));
        }
        return new ToyFiles(runs, truth);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
