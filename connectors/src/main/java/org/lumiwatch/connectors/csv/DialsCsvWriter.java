package org.lumiwatch.connectors.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.layout.RegularAxes;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;

/**
 * Writes a table with DIALS's field names, one- and two-dimensional elements side by side: no flow bins, maps nested
 * {@code [[…], […]]} with y outside. Mutable, for one thread.
 */
public final class DialsCsvWriter {
    private static final String HEADER =
            "dataset,me,run_number,ls_number,x_min,x_max,x_bin,y_min,y_max,y_bin,entries,data\n";

    private final Appendable out;
    private final String dataset;

    /**
     * Writes the header.
     *
     * @param dataset path of the dataset; may be empty
     * @throws UncheckedIOException when {@code out} fails, as {@link #write} does
     */
    public DialsCsvWriter(Appendable out, String dataset) {
        this.out = out;
        this.dataset = CsvText.field(dataset);
        append(HEADER);
    }

    /** Writes one row; throws {@link IllegalArgumentException} when the format cannot carry the histogram. */
    public void write(MonitorElement element) {
        RegularAxes axes = RegularAxes.of(element);
        Histogram histogram = element.histogram();
        StringBuilder row = new StringBuilder(8 * histogram.cells() + 200);
        row.append(dataset).append(',').append(CsvText.field(element.name().path()));
        row.append(',')
                .append(element.at().run())
                .append(',')
                .append(element.at().number());
        row.append(',').append(Decimal.ofFloat(axes.x().low()));
        row.append(',').append(Decimal.ofFloat(axes.x().high()));
        row.append(',').append(Decimal.ofFloat(axes.x().bins()));
        if (axes.isMap()) {
            row.append(',').append(Decimal.ofFloat(axes.y().low()));
            row.append(',').append(Decimal.ofFloat(axes.y().high()));
            row.append(',').append(Decimal.ofFloat(axes.y().bins()));
        } else {
            row.append(",,,");
        }
        row.append(',').append(Decimal.ofContent(histogram.entries())).append(",\"");
        appendData(histogram, axes.isMap(), row);
        append(row.append("\"\n"));
    }

    private static void appendData(Histogram histogram, boolean map, StringBuilder row) {
        double[] contents = histogram.contents();
        if (!map) {
            CsvText.list(contents, row);
            return;
        }
        int width = histogram.bins(0);
        row.append('[');
        for (int y = 0; y < histogram.bins(1); y++) {
            row.append(y == 0 ? "" : ", ");
            CsvText.list(contents, y * width, (y + 1) * width, row);
        }
        row.append(']');
    }

    private void append(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
