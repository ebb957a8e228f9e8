package org.lumiwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

/** Where verbs get their records from: files of any known format. */
final class Inputs {
    private Inputs() {}

    /** All files and folders as one source. */
    static HistogramSource open(List<Path> paths, ReadOptions options) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException("%s: not there (expected: a file or folder)".formatted(path));
            }
        }
        return Connectors.open(paths, options);
    }

    /** Conditions of all files; a record that is refused fails the command, for conditions change verdicts. */
    static Conditions conditions(List<Path> paths, ReadOptions options) {
        List<LumisectionConditions> perLumisection = new ArrayList<>();
        List<TimeSeries> series = new ArrayList<>();
        open(paths, options).read(delivery -> {
            switch (delivery) {
                case Delivery.Conditioned(Origin origin, var conditions) -> perLumisection.add(conditions);
                case Delivery.Charted(Origin origin, var one) -> series.add(one);
                case Delivery.Rejected(Origin origin, String reason, String excerpt) ->
                    throw new InvalidDataException(origin + ": " + reason);
                case Delivery.Histogrammed histogrammed ->
                    throw new InvalidDataException(
                            "%s: a histogram (expected: conditions); give the file as an input instead"
                                    .formatted(histogrammed.origin()));
            }
        });
        return new Conditions(perLumisection, series);
    }
}
