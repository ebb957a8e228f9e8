package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.evaluate.Nuisance;

/** What a fill changes for all elements without anything being wrong. */
final class FillNuisances {
    private FillNuisances() {}

    static List<Nuisance> of(Fill fill) {
        Fill.Options options = fill.options();
        int end = fill.lumisections() - 1;
        List<Nuisance> nuisances = new ArrayList<>();
        if (options.rampUp() > 0) {
            nuisances.add(nuisance(fill, "ramp", 0, Math.min(end, options.rampUp() - 1), "pileup rises from 0"));
        }
        nuisances.add(nuisance(
                fill,
                "pileup",
                0,
                end,
                String.format(
                        Locale.ROOT,
                        "%.1f to %.1f",
                        options.pileup(),
                        fill.moment(end).pileup())));
        for (Fill.PrescaleColumn column : options.columns()) {
            nuisances.add(nuisance(
                    fill,
                    "prescale",
                    column.first(),
                    end,
                    "column %d, events ×%s".formatted(column.column(), column.factor())));
        }
        for (int start : options.runStarts()) {
            nuisances.add(nuisance(fill, "start of run", start, start, "detector unchanged"));
        }
        nuisances.add(nuisance(fill, "ageing", 0, end, "as stated for each subdetector"));
        return nuisances;
    }

    private static Nuisance nuisance(Fill fill, String kind, int first, int last, String detail) {
        return new Nuisance(
                kind, List.of(), fill.moment(first).id(), fill.moment(last).id(), detail);
    }
}
