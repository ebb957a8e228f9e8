package org.lumiwatch.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.csv.CsvSource;
import org.lumiwatch.connectors.dials.DialsPage;
import org.lumiwatch.connectors.dials.LumisectionIndex;
import org.lumiwatch.connectors.hdf5.MapsHdf5;
import org.lumiwatch.connectors.oms.ConditionsJson;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

/** Files that were recognised and are read together. Reading it twice gives the same. */
public final class FileSet implements HistogramSource {
    private final List<Input> inputs;
    private final List<Delivery.Rejected> unknown;
    private final List<Content> lumisectionPages;

    private FileSet(Builder builder) {
        this.inputs = List.copyOf(builder.inputs);
        this.unknown = List.copyOf(builder.unknown);
        this.lumisectionPages = List.copyOf(builder.lumisectionPages);
    }

    /**
     * A file and what it was recognised as.
     *
     * @param name path as the user gave it or as found in a folder
     */
    public record Recognised(String name, Format format) {}

    /** The files, in the order they are read; those of no known format are not among them. */
    public List<Recognised> files() {
        return inputs.stream()
                .map(input -> new Recognised(input.name(), input.format()))
                .toList();
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        unknown.forEach(sink);
        LumisectionIndex index = new LumisectionIndex();
        lumisectionPages.forEach(page -> DialsPage.enter(page, index, sink));
        inputs.forEach(input -> input.reader().open(index).read(sink));
    }

    /** A recognised file with its reader. */
    private record Input(String name, Format format, Reader reader) {}

    /** Makes a source once all ids of the set are known. */
    private interface Reader {
        HistogramSource open(LumisectionIndex index);
    }

    /** Collects the files of a set. */
    static final class Builder {
        private static final HistogramSource NOTHING = sink -> {};

        private final ReadOptions options;
        private final Recognition recognition;
        private final List<Input> inputs = new ArrayList<>();
        private final List<Delivery.Rejected> unknown = new ArrayList<>();
        private final List<Content> lumisectionPages = new ArrayList<>();

        Builder(ReadOptions options, Recognition recognition) {
            this.options = options;
            this.recognition = recognition;
        }

        /** A file the user named: throws {@link InvalidDataException} when it cannot be read. */
        void addNamed(Content content) {
            Format format = recognition.of(content);
            inputs.add(new Input(content.name(), format, reader(content, format)));
            if (format == Format.DIALS_LUMISECTIONS) {
                lumisectionPages.add(content);
            }
        }

        /** A file found in a folder: refused as a record when it cannot be read. */
        void addFound(Content content) {
            try {
                addNamed(content);
            } catch (InvalidDataException e) {
                String reason = String.valueOf(e.getMessage()).replaceFirst("^\\Q" + content.name() + "\\E: ", "");
                unknown.add(
                        new Delivery.Rejected(new Origin(content.name(), 0), reason, Excerpt.of(firstBytes(content))));
            }
        }

        FileSet build() {
            return new FileSet(this);
        }

        private Reader reader(Content content, Format format) {
            return switch (format) {
                case HISTOGRAM_CSV, SCALAR_CSV, TIME_SERIES_CSV -> {
                    HistogramSource csv = CsvSource.open(content, options);
                    yield index -> csv;
                }
                case DIALS_HISTOGRAMS -> index -> new DialsPage(content, index, options);
                case CONDITIONS_JSON -> index -> new ConditionsJson(content);
                case MAPS_HDF5 -> {
                    HistogramSource maps = MapsHdf5.open(content, options);
                    yield index -> maps;
                }
                case DIALS_LUMISECTIONS, DIALS_LISTING, GOLDEN_JSON -> index -> NOTHING;
                case FOREIGN -> {
                    HistogramSource foreign = lent(content);
                    yield index -> foreign;
                }
            };
        }

        private HistogramSource lent(Content content) {
            ForeignReader reader = recognition
                    .foreignReader(content)
                    .orElseThrow(() -> new IllegalStateException(content + ": changed while it was recognised"));
            return reader.open(
                    content.plainFile()
                            .orElseThrow(() ->
                                    new InvalidDataException("%s: packed %s (expected: a plain file); unpack it first"
                                            .formatted(content.name(), reader.description()))),
                    options);
        }

        private static String firstBytes(Content content) {
            byte[] bytes = content.beginning(200);
            return Excerpt.of(bytes, 0, bytes.length);
        }
    }
}
