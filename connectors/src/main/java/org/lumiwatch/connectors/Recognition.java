package org.lumiwatch.connectors;

import java.util.List;
import java.util.Optional;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.csv.CsvSource;
import org.lumiwatch.connectors.dials.DialsPage;
import org.lumiwatch.connectors.hdf5.MapsHdf5;
import org.lumiwatch.connectors.json.JsonBeginning;
import org.lumiwatch.connectors.oms.ConditionsJson;
import org.lumiwatch.truth.GoldenJson;

/** Tells formats apart by what files begin with. */
record Recognition(List<ForeignReader> foreign) {
    private static final int BEGINNING = 1 << 18;

    Recognition {
        foreign = List.copyOf(foreign);
    }

    /** The format of a file; throws {@link InvalidDataException} that says what was seen and what is known. */
    Format of(Content content) {
        byte[] beginning = content.beginning(BEGINNING);
        if (foreignReader(beginning).isPresent()) {
            return Format.FOREIGN;
        }
        if (MapsHdf5.recognise(beginning)) {
            return Format.MAPS_HDF5;
        }
        return csv(content.name(), beginning)
                .or(() -> json(content.name(), beginning))
                .orElseThrow(() -> new InvalidDataException(
                        "%s: %s (expected: %s)".formatted(content.name(), seen(beginning), Format.known())));
    }

    /** The lent reader that accepts the file. */
    Optional<ForeignReader> foreignReader(byte[] beginning) {
        return foreign.stream().filter(reader -> reader.accepts(beginning)).findFirst();
    }

    Optional<ForeignReader> foreignReader(Content content) {
        return foreignReader(content.beginning(BEGINNING));
    }

    private static Optional<Format> csv(String name, byte[] beginning) {
        return CsvSource.recognise(Content.of(name, beginning)).map(kind -> switch (kind) {
            case HISTOGRAMS -> Format.HISTOGRAM_CSV;
            case SCALARS -> Format.SCALAR_CSV;
            case TIME_SERIES -> Format.TIME_SERIES_CSV;
        });
    }

    private static Optional<Format> json(String name, byte[] beginning) {
        JsonBeginning json = JsonBeginning.of(beginning);
        if (json.firstKey().matches("[0-9]{1,9}")) {
            return Optional.of(json.first().startsWith("{") ? Format.DIALS_LISTING : Format.GOLDEN_JSON);
        }
        Optional<Format> page = DialsPage.recognise(json).map(kind -> switch (kind) {
            case HISTOGRAMS -> Format.DIALS_HISTOGRAMS;
            case LUMISECTIONS -> Format.DIALS_LUMISECTIONS;
            case LISTING -> Format.DIALS_LISTING;
        });
        if (page.isPresent()) {
            return page;
        }
        return ConditionsJson.recognise(json) ? Optional.of(Format.CONDITIONS_JSON) : golden(name, beginning);
    }

    /** Certification files without quoted keys show by being readable. */
    private static Optional<Format> golden(String name, byte[] beginning) {
        if (beginning.length == 0 || beginning.length == BEGINNING) {
            return Optional.empty();
        }
        try {
            GoldenJson.parse(name, new String(beginning, java.nio.charset.StandardCharsets.UTF_8));
            return Optional.of(Format.GOLDEN_JSON);
        } catch (InvalidDataException e) {
            return Optional.empty();
        }
    }

    private static String seen(byte[] beginning) {
        return beginning.length == 0
                ? "empty"
                : "begins with '%s', no format that is known".formatted(Excerpt.of(beginning, 0, beginning.length));
    }
}
