package org.lumiwatch.connectors;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a file was recognised as. */
public enum Format {
    HISTOGRAM_CSV("CSV of histograms (ML4DQM, DIALS)"),
    SCALAR_CSV("CSV of scalars (run,ls,element,value)"),
    TIME_SERIES_CSV("CSV of time series (time,channel,value,unit)"),
    DIALS_HISTOGRAMS("DIALS JSON page of histograms"),
    DIALS_LUMISECTIONS("DIALS JSON page of lumisections"),
    /** Files, runs, element names, flagged lumisections: read without complaint, holds nothing to watch. */
    DIALS_LISTING("DIALS JSON page without histograms"),
    CONDITIONS_JSON("JSON lists of conditions (OMS)"),
    /** Labels, read by {@link org.lumiwatch.truth.GoldenJson}; as a source of histograms it is empty. */
    GOLDEN_JSON("certification JSON"),
    MAPS_HDF5("HDF5 of maps"),
    /** Known to a reader that another module lent. */
    FOREIGN("format of another module");

    private final String description;

    Format(String description) {
        this.description = description;
    }

    /** In words, for messages. */
    public String description() {
        return description;
    }

    /** All that this module knows, in words. */
    static String known() {
        return Arrays.stream(values())
                .filter(format -> format != FOREIGN)
                .map(Format::description)
                .collect(Collectors.joining("; "));
    }
}
