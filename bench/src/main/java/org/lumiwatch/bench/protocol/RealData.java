package org.lumiwatch.bench.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.bench.Report;

/** Recorded data, which are no part of the project: a folder {@code shared/data} beside it, or beside a folder it lies in. */
final class RealData {
    private RealData() {}

    /** The folder of one data set; empty where it is absent. */
    static Optional<Path> folder(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** What a protocol says where its data are absent. */
    static Report absent(List<String> asked, String name) {
        return new Report(
                Report.Data.REAL,
                List.of(),
                List.of(),
                asked.stream()
                        .map(target -> new Report.Target(target, "data absent", Report.Target.Outcome.NOT_SHOWN))
                        .toList(),
                List.of("Data absent: no folder shared/data/%s beside the project.".formatted(name)));
    }
}
