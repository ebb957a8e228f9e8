package org.lumiwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.lumiwatch.InvalidDataException;
import tools.jackson.core.JacksonException;

/** Trials of one protocol that were measured by the very code that asks for them. */
final class TrialCache<T> {
    private final Path folder;
    private final Class<T> type;

    TrialCache(Path root, String code, Protocol<T> protocol, Size size) {
        this.folder =
                root.resolve(code).resolve(protocol.id() + "-" + size.name().toLowerCase(Locale.ROOT));
        this.type = protocol.trialType();
    }

    /** @throws InvalidDataException when the file is not what was written */
    Optional<T> find(long seed) {
        Path file = file(seed);
        try {
            return Files.exists(file) ? Optional.of(TrialJson.read(Files.readString(file), type)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new InvalidDataException(
                    "%s: %s (expected: a trial as it was written); delete it".formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    /** Keeps a trial, and returns it as it will be found: as a report must not depend on what was cached. */
    T keep(long seed, T trial) {
        String json = TrialJson.write(trial);
        try {
            AtomicFile.write(file(seed), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TrialJson.read(json, type);
    }

    private Path file(long seed) {
        return folder.resolve(seed + ".json");
    }
}
