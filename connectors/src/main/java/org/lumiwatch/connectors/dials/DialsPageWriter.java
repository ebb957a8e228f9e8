package org.lumiwatch.connectors.dials;

import java.io.Writer;
import java.util.List;
import org.lumiwatch.connectors.layout.RegularAxes;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes histograms as one page of {@code th1} or {@code th2}, which is the last and only one. */
public final class DialsPageWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private DialsPageWriter() {}

    /**
     * Writes a page; flow bins are left out, as DIALS has none. {@code out} is not closed.
     *
     * @param dataset path of the dataset; may be empty
     * @throws IllegalArgumentException when maps and distributions are mixed, or the format cannot carry a histogram
     */
    public static void write(List<MonitorElement> elements, String dataset, Writer out) {
        if (elements.stream()
                        .map(element -> element.histogram().dimensions())
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("page: 1-D and 2-D elements (expected: one kind); write two pages");
        }
        elements.forEach(RegularAxes::of);
        // Closing the generator would close the writer.
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        json.writeStartObject();
        json.writeNullProperty("next");
        json.writeNullProperty("previous");
        json.writeArrayPropertyStart("results");
        elements.forEach(element -> write(element, dataset, json));
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static void write(MonitorElement element, String dataset, JsonGenerator json) {
        RegularAxes axes = RegularAxes.of(element);
        Histogram histogram = element.histogram();
        json.writeStartObject();
        json.writeStringProperty("dataset", dataset);
        json.writeStringProperty("me", element.name().path());
        json.writeNumberProperty("run_number", element.at().run());
        json.writeNumberProperty("ls_number", element.at().number());
        write("x", axes.x(), json);
        if (axes.isMap()) {
            write("y", axes.y(), json);
        }
        writeEntries(histogram.entries(), json);
        json.writeName("data");
        double[] contents = histogram.contents();
        if (axes.isMap()) {
            int width = histogram.bins(0);
            json.writeStartArray();
            for (int y = 0; y < histogram.bins(1); y++) {
                json.writeArray(contents, y * width, width);
            }
            json.writeEndArray();
        } else {
            json.writeArray(contents, 0, contents.length);
        }
        json.writeEndObject();
    }

    private static void write(String axis, Axis of, JsonGenerator json) {
        json.writeNumberProperty(axis + "_min", of.low());
        json.writeNumberProperty(axis + "_max", of.high());
        json.writeNumberProperty(axis + "_bin", (double) of.bins());
    }

    /** Whole numbers without a point, as DIALS has them; a fractional number of weighted fills as it is. */
    private static void writeEntries(double entries, JsonGenerator json) {
        if (entries == Math.rint(entries) && Math.abs(entries) < 1e15) {
            json.writeNumberProperty("entries", (long) entries);
        } else {
            json.writeNumberProperty("entries", entries);
        }
    }
}
