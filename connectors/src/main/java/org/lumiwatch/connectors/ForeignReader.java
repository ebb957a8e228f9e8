package org.lumiwatch.connectors;

import java.nio.file.Path;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.ReadOptions;

/** A reader that another module lends, for formats whose libraries live there (Parquet, ROOT). */
public interface ForeignReader {
    /** The format in words, for messages. */
    String description();

    /** Whether a file that begins so is of this format; at least 8 bytes unless the file is shorter. */
    boolean accepts(byte[] beginning);

    /**
     * Reads such a file.
     *
     * @throws org.lumiwatch.InvalidDataException when it is not what it seemed
     */
    HistogramSource open(Path file, ReadOptions options);
}
