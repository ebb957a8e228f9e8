package org.lumiwatch.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.ReadOptions;

/** Everything that came out of a source, for asking. */
public record Reading(List<Delivery> deliveries) {
    public static Reading of(HistogramSource source) {
        List<Delivery> deliveries = new ArrayList<>();
        source.read(deliveries::add);
        return new Reading(deliveries);
    }

    /** Reads text in memory through the front door. */
    public static Reading of(String name, String text) {
        return of(name, text.getBytes(StandardCharsets.UTF_8), ReadOptions.defaults());
    }

    public static Reading of(String name, byte[] bytes, ReadOptions options) {
        return of(List.of(Content.of(name, bytes)), options);
    }

    static Reading of(List<Content> set, ReadOptions options) {
        FileSet.Builder builder = new FileSet.Builder(options, new Recognition(List.of()));
        set.forEach(builder::addNamed);
        return of(builder.build());
    }

    public static ReadOptions run(int run) {
        return new ReadOptions(OptionalInt.of(run), 1, ReadOptions.FlatOrder.Y_MAJOR);
    }

    public List<MonitorElement> elements() {
        return histogrammed().stream().map(Delivery.Histogrammed::element).toList();
    }

    public Histogram only() {
        if (elements().size() != 1) {
            throw new AssertionError("one histogram expected: " + deliveries);
        }
        return elements().getFirst().histogram();
    }

    public List<String> dialects() {
        return histogrammed().stream().map(Delivery.Histogrammed::dialect).toList();
    }

    public List<Delivery.Rejected> rejected() {
        return deliveries.stream()
                .filter(Delivery.Rejected.class::isInstance)
                .map(Delivery.Rejected.class::cast)
                .toList();
    }

    public List<Delivery.Conditioned> conditioned() {
        return deliveries.stream()
                .filter(Delivery.Conditioned.class::isInstance)
                .map(Delivery.Conditioned.class::cast)
                .toList();
    }

    private List<Delivery.Histogrammed> histogrammed() {
        return deliveries.stream()
                .filter(Delivery.Histogrammed.class::isInstance)
                .map(Delivery.Histogrammed.class::cast)
                .toList();
    }
}
