package org.lumiwatch.source;

/**
 * Where a record came from.
 *
 * @param file path or address as the user gave it
 * @param record 1-based row or result within it; 0 for the file as a whole
 */
public record Origin(String file, long record) {
    @Override
    public String toString() {
        return record == 0 ? file : file + ": record " + record;
    }
}
