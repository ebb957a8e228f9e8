package org.lumiwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/** A small healthy stream of one map, in which a cell dies at a lumisection: Poisson-like counts over 24 × 20 cells. */
record Stream(int deadFrom) {
    static final int DEAD_X = 7;
    static final int DEAD_Y = 5;
    private static final int WIDTH = 24;
    private static final int HEIGHT = 20;
    private static final double MEAN = 200;

    MonitorElement map(int number) {
        SplittableRandom random = new SplittableRandom(number);
        double[] contents = new double[WIDTH * HEIGHT];
        for (int cell = 0; cell < contents.length; cell++) {
            contents[cell] = Math.max(0, Math.rint(MEAN + Math.sqrt(MEAN) * random.nextGaussian()));
        }
        if (number >= deadFrom) {
            contents[DEAD_Y * WIDTH + DEAD_X] = 0;
        }
        return new MonitorElement(
                new ElementName("Detector/occupancy"),
                new LumisectionId(1, number),
                Histogram.of(List.of(Axis.regular(WIDTH, 0, WIDTH), Axis.regular(HEIGHT, 0, HEIGHT)), contents));
    }

    /** Lumisections first to last as the text of a CSV file, header included. */
    String csv(int first, int last) {
        StringBuilder text = new StringBuilder();
        LegacyCsvWriter writer = new LegacyCsvWriter(text);
        for (int number = first; number <= last; number++) {
            writer.write(map(number));
        }
        return text.toString();
    }

    /** The same without header. */
    String rows(int first, int last) {
        String text = csv(first, last);
        return text.substring(text.indexOf('\n') + 1);
    }

    Path write(Path file, int first, int last) {
        try {
            return Files.writeString(file, csv(first, last));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
