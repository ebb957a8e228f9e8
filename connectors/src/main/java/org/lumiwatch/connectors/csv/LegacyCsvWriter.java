package org.lumiwatch.connectors.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.layout.RegularAxes;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

/**
 * Writes ML4DQM's legacy CSV: 15 columns, flow bins in (zeros when unknown), whole numbers without a point. A file of float
 * histograms with whole contents that is read and written again has the same bytes. Mutable, for one thread.
 */
public final class LegacyCsvWriter {
    private static final String HEADER =
            "fromrun,fromlumi,hname,fromrun,fromlumi,metype,hname,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins\n";

    private final Appendable out;

    /** Writes the header; throws {@link UncheckedIOException} when {@code out} fails, as {@link #write} does. */
    public LegacyCsvWriter(Appendable out) {
        this.out = out;
        append(HEADER);
    }

    /** Writes one row; throws {@link IllegalArgumentException} when the format cannot carry the histogram. */
    public void write(MonitorElement element) {
        RegularAxes axes = RegularAxes.of(element);
        Histogram histogram = element.histogram();
        int run = element.at().run();
        int lumisection = element.at().number();
        String name = CsvText.field(element.name().path());
        StringBuilder row = new StringBuilder(8 * histogram.cells() + 200);
        row.append(run).append(',').append(lumisection).append(',').append(name).append(',');
        row.append(run).append(',').append(lumisection).append(',');
        // DQMIO codes of TH1F and TH2F.
        row.append(axes.isMap() ? 6 : 3).append(',').append(name).append(',');
        row.append("\"");
        CsvText.list(padded(histogram), row);
        row.append("\",").append(Decimal.ofContent(histogram.entries()));
        appendAxis(axes.x(), row);
        if (axes.isMap()) {
            appendAxis(axes.y(), row);
        } else {
            row.append(",1,0,1");
        }
        append(row.append('\n'));
    }

    private static void appendAxis(Axis axis, StringBuilder row) {
        row.append(',').append(Decimal.ofFloat(axis.high())).append(',').append(Decimal.ofFloat(axis.low()));
        row.append(',').append(axis.bins());
    }

    private static double[] padded(Histogram histogram) {
        return histogram.padded().orElseGet(() -> {
            int width = histogram.bins(0) + 2;
            boolean map = histogram.dimensions() == 2;
            double[] padded = new double[width * (map ? histogram.bins(1) + 2 : 1)];
            for (int cell = 0; cell < histogram.cells(); cell++) {
                int row = cell / histogram.bins(0) + (map ? 1 : 0);
                padded[row * width + cell % histogram.bins(0) + 1] = histogram.at(cell);
            }
            return padded;
        });
    }

    private void append(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
