package org.lumiwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lumiwatch.InvalidDataException;
import tools.jackson.core.JacksonException;

/**
 * A report and everything that is needed to make it again. Holds no time of day and no name of a machine: the same code and seeds give the
 * same bytes.
 *
 * @param protocol its id, such as {@code B3}
 * @param title what is asked
 * @param simulator digest of the simulator's code
 * @param code version and digest of all code that was measured
 * @param command that gives this result
 */
public record BenchResult(
        String protocol,
        String title,
        Size size,
        Seeds seeds,
        String simulator,
        String code,
        String command,
        Report report) {
    public String json() {
        return TrialJson.write(this);
    }

    /**
     * @throws InvalidDataException when the file does not hold a result
     * @throws UncheckedIOException when it cannot be read
     */
    public static BenchResult read(Path file) {
        try {
            return TrialJson.read(Files.readString(file), BenchResult.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new InvalidDataException(
                    "%s: %s (expected: a result of the bench); measure it again"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    public void write(Path file) {
        try {
            AtomicFile.write(file, json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
