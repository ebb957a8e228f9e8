package org.lumiwatch.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;

/**
 * The simplest reference: the mean normalised form of the three runs before. The score is the sum over bins and elements of
 * absolute differences, 0 while there is no run before.
 */
final class PreviousRuns {
    private static final int RUNS = 3;

    private final Deque<Map<ElementName, double[]>> before = new ArrayDeque<>();
    private Map<ElementName, double[]> present = new HashMap<>();
    private int run;

    /** Scores {@code sample}, then takes note of it; call in order. */
    double score(Sample sample) {
        if (sample.id().run() != run) {
            close();
            run = sample.id().run();
        }
        double score = 0;
        for (MonitorElement element : sample.elements()) {
            score += distance(element);
        }
        for (MonitorElement element : sample.elements()) {
            add(present, element.name(), shares(element.histogram().contents()));
        }
        return score;
    }

    private void close() {
        if (!present.isEmpty()) {
            present.replaceAll((name, sum) -> shares(sum));
            before.add(present);
            present = new HashMap<>();
        }
        if (before.size() > RUNS) {
            before.remove();
        }
    }

    private double distance(MonitorElement element) {
        Map<ElementName, double[]> sums = new HashMap<>();
        for (Map<ElementName, double[]> mean : List.copyOf(before)) {
            double[] of = mean.get(element.name());
            if (of != null && of.length == element.histogram().cells()) {
                add(sums, element.name(), of.clone());
            }
        }
        double[] template = sums.get(element.name());
        if (template == null) {
            return 0;
        }
        double[] expected = shares(template);
        double[] observed = shares(element.histogram().contents());
        double distance = 0;
        for (int i = 0; i < observed.length; i++) {
            distance += Math.abs(observed[i] - expected[i]);
        }
        return distance;
    }

    private static void add(Map<ElementName, double[]> sums, ElementName name, double[] values) {
        sums.merge(name, values, (sum, more) -> {
            for (int i = 0; i < Math.min(sum.length, more.length); i++) {
                sum[i] += more[i];
            }
            return sum;
        });
    }

    /** Contents divided by their sum; zeros where there is nothing. */
    private static double[] shares(double[] contents) {
        double sum = 0;
        for (double content : contents) {
            sum += content;
        }
        double[] shares = new double[contents.length];
        for (int i = 0; i < contents.length && sum > 0; i++) {
            shares[i] = contents[i] / sum;
        }
        return shares;
    }
}
