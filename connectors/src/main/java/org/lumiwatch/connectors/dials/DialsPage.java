package org.lumiwatch.connectors.dials;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.json.JsonBeginning;
import org.lumiwatch.connectors.json.JsonRecords;
import org.lumiwatch.connectors.layout.Layout;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

/** One saved page of histograms; pages of other resources are told apart by {@link #recognise}. */
public final class DialsPage implements HistogramSource {
    private final Content content;
    private final LumisectionIndex index;
    private final ReadOptions options;

    /** A page whose ids {@code index} resolves. */
    public DialsPage(Content content, LumisectionIndex index, ReadOptions options) {
        this.content = content;
        this.index = index;
        this.options = options;
    }

    /** What a page lists. */
    public enum Kind {
        /** {@code th1}, {@code th2}, and the older form of both. */
        HISTOGRAMS,
        /** Lumisections of the older form, which give ids their meaning. */
        LUMISECTIONS,
        /** Files, runs, element names, flagged lumisections: nothing to watch. */
        LISTING
    }

    /** What the keys say; empty when this is no page. */
    public static Optional<Kind> recognise(JsonBeginning json) {
        boolean named = json.has("me") || json.has("title");
        boolean binned = json.has("x_bin") || json.has("x_min");
        boolean placed = json.has("run_number") && json.has("ls_number") && !json.has("mse");
        if ((json.has("data") && (named || binned)) || (named && placed)) {
            return Optional.of(Kind.HISTOGRAMS);
        }
        if (json.has("ls_number") && json.has("run") && json.has("id")) {
            return Optional.of(Kind.LUMISECTIONS);
        }
        boolean listing = json.has("results")
                || (json.has("me_id") && (json.has("dim") || json.has("mse")))
                || json.has("dataset_id")
                || json.has("logical_file_name");
        return listing ? Optional.of(Kind.LISTING) : Optional.empty();
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        DialsRecord fields = new DialsRecord();
        eachRecord(content, (records, origin) -> sink.accept(delivery(records, origin, fields)), sink);
    }

    /** Enters the ids of a page of lumisections into {@code index}; what is no lumisection is refused. */
    public static void enter(Content content, LumisectionIndex index, Consumer<? super Delivery> sink) {
        DialsRecord fields = new DialsRecord();
        eachRecord(
                content,
                (records, origin) -> {
                    try {
                        check(records);
                        fields.read(records);
                        index.add(fields.whole("id"), fields.lumisection("run", "ls_number"));
                    } catch (InvalidDataException | IllegalArgumentException e) {
                        sink.accept(new Delivery.Rejected(origin, String.valueOf(e.getMessage()), records.excerpt()));
                    }
                },
                sink);
    }

    private static void eachRecord(Content content, RecordSink each, Consumer<? super Delivery> sink) {
        try (ContentStream in = content.open()) {
            JsonRecords records = new JsonRecords(in);
            while (records.next()) {
                each.accept(records, new Origin(content.name(), records.number()));
            }
            in.damage()
                    .ifPresent(damage -> sink.accept(new Delivery.Rejected(new Origin(content.name(), 0), damage, "")));
        }
    }

    private Delivery delivery(JsonRecords records, Origin origin, DialsRecord fields) {
        String place = "";
        try {
            check(records);
            fields.read(records);
            boolean older = !fields.has("run_number") && fields.has("lumisection");
            LumisectionId at =
                    older ? index.find(fields.whole("lumisection")) : fields.lumisection("run_number", "ls_number");
            place = "run %d lumisection %d: ".formatted(at.run(), at.number());
            if (!fields.hasData()) {
                throw new InvalidDataException("data: nothing (expected: a list)");
            }
            ElementName name = new ElementName(
                    fields.text(fields.has("me") ? "me" : "title").strip());
            Layout.Placed placed = layout(fields).place(fields.values(), options.flatOrder(), "data");
            String dialect = (older ? "older DIALS JSON, " : "DIALS v1 JSON, ") + placed.variant();
            return new Delivery.Histogrammed(origin, dialect, new MonitorElement(name, at, placed.histogram()));
        } catch (InvalidDataException | IllegalArgumentException e) {
            return new Delivery.Rejected(origin, place + e.getMessage(), records.excerpt());
        }
    }

    private static void check(JsonRecords records) {
        if (!records.problem().isEmpty()) {
            throw new InvalidDataException(records.problem());
        }
    }

    private static Layout layout(DialsRecord fields) {
        Optional<Layout.Binning> y = fields.has("y_bin")
                ? Optional.of(
                        new Layout.Binning(fields.needed("y_bin"), fields.needed("y_min"), fields.needed("y_max")))
                : Optional.empty();
        return new Layout(
                Layout.Dimension.BY_SHAPE,
                new Layout.Binning(fields.needed("x_bin"), fields.needed("x_min"), fields.needed("x_max")),
                y,
                fields.number("entries"));
    }

    /** Takes records one at a time. */
    private interface RecordSink {
        void accept(JsonRecords records, Origin origin);
    }
}
