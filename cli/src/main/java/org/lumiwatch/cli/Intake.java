package org.lumiwatch.cli;

import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/** Takes deliveries into a workspace, in batches, and counts them. */
final class Intake {
    /** Cells kept in memory before they are written: 16 MB. */
    private static final int BATCH_CELLS = 2 << 20;

    private static final int BATCH_RECORDS = 10_000;

    private final Workspace workspace;
    private final ElementGlob wanted;
    private final ProgressBar bar;
    private final List<Delivery.Histogrammed> elements = new ArrayList<>();
    private final List<LumisectionConditions> conditions = new ArrayList<>();
    private final List<TimeSeries> series = new ArrayList<>();
    private final List<Delivery.Rejected> rejected = new ArrayList<>();
    private long cells;
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0, "");

    /** What became of the records. */
    record Counts(
            long read,
            long fresh,
            long duplicate,
            long conflicts,
            long rejected,
            long conditions,
            String firstRejected) {}

    Intake(Workspace workspace, ElementGlob wanted, ProgressBar bar) {
        this.workspace = workspace;
        this.wanted = wanted;
        this.bar = bar;
    }

    void take(HistogramSource source) {
        source.read(this::accept);
        flush();
    }

    Counts counts() {
        return counts;
    }

    private void accept(Delivery delivery) {
        switch (delivery) {
            case Delivery.Histogrammed histogrammed -> {
                if (wanted.matches(histogrammed.element().name())) {
                    elements.add(histogrammed);
                    cells += histogrammed.element().histogram().cells();
                }
            }
            case Delivery.Conditioned(Origin origin, LumisectionConditions one) -> conditions.add(one);
            case Delivery.Charted(Origin origin, TimeSeries one) -> series.add(one);
            case Delivery.Rejected one -> rejected.add(one);
        }
        bar.step();
        if (cells >= BATCH_CELLS || elements.size() + conditions.size() + rejected.size() >= BATCH_RECORDS) {
            flush();
        }
    }

    private void flush() {
        List<MonitorElement> batch =
                elements.stream().map(Delivery.Histogrammed::element).toList();
        HistogramStore.Added added = batch.isEmpty()
                ? new HistogramStore.Added(0, 0, List.of())
                : workspace.histograms().add(batch);
        for (MonitorElement conflicting : added.conflicting()) {
            rejected.add(conflict(conflicting));
        }
        if (!conditions.isEmpty() || !series.isEmpty()) {
            workspace.add(new Conditions(conditions, series));
        }
        if (!rejected.isEmpty()) {
            workspace.quarantine(List.copyOf(rejected));
        }
        String first = rejected.isEmpty()
                ? ""
                : "%s: %s"
                        .formatted(
                                rejected.getFirst().origin(),
                                rejected.getFirst().reason());
        counts = new Counts(
                counts.read() + batch.size(),
                counts.fresh() + added.fresh(),
                counts.duplicate() + added.duplicate(),
                counts.conflicts() + added.conflicting().size(),
                counts.rejected() + rejected.size() - added.conflicting().size(),
                counts.conditions() + conditions.size() + series.size(),
                counts.firstRejected().isEmpty() ? first : counts.firstRejected());
        elements.clear();
        conditions.clear();
        series.clear();
        rejected.clear();
        cells = 0;
    }

    private Delivery.Rejected conflict(MonitorElement conflicting) {
        Origin origin = elements.stream()
                .filter(one -> one.element().equals(conflicting))
                .map(Delivery.Histogrammed::origin)
                .findFirst()
                .orElse(new Origin("%s of %s".formatted(conflicting.name(), conflicting.at()), 0));
        return new Delivery.Rejected(
                origin,
                "histogram of %s at %s: differs from the one kept (expected: the same); the first one stays"
                        .formatted(conflicting.name(), conflicting.at()),
                conflicting.histogram().toString());
    }
}
