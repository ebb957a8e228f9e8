package org.lumiwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/**
 * All records of a source, held in memory and sorted by run and lumisection.
 *
 * @param rejected number of refused records
 * @param firstRejected place and reason of the first of them; empty when there is none
 */
public record InMemorySet(
        List<Lumisection> lumisections,
        Map<LumisectionId, LumisectionConditions> conditions,
        long rejected,
        String firstRejected) {

    public InMemorySet {
        lumisections = List.copyOf(lumisections);
        conditions = Map.copyOf(conditions);
    }

    /**
     * Reads everything.
     *
     * @param wanted elements that are kept
     * @param known conditions known besides; they win over those of the source
     * @throws IllegalArgumentException when there is no histogram at all
     */
    public static InMemorySet read(HistogramSource source, ElementGlob wanted, Conditions known) {
        LumisectionAssembler assembler = new LumisectionAssembler(Duration.ofDays(1));
        List<LumisectionConditions> read = new ArrayList<>();
        List<Delivery.Rejected> refused = new ArrayList<>();
        long[] rejected = {0};
        source.read(delivery -> {
            switch (delivery) {
                case Delivery.Histogrammed(Origin origin, var dialect, var element) -> {
                    if (wanted.matches(element.name())) {
                        assembler.add(element, Instant.EPOCH);
                    }
                }
                case Delivery.Conditioned(Origin origin, var one) -> read.add(one);
                case Delivery.Charted charted -> {
                    // no score uses time series yet
                }
                case Delivery.Rejected one -> {
                    rejected[0]++;
                    if (refused.isEmpty()) {
                        refused.add(one);
                    }
                }
            }
        });
        String first = refused.stream()
                .map(one -> one.origin() + ": " + one.reason())
                .findFirst()
                .orElse("");
        List<Lumisection> all = assembler.rest();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("histograms: none (expected: >= 1)%s"
                    .formatted(first.isEmpty() ? "" : "; the first refused record: " + first));
        }
        Map<LumisectionId, LumisectionConditions> conditions = new HashMap<>();
        new Conditions(read, List.of()).updatedWith(known).all().forEach(one -> conditions.put(one.id(), one));
        return new InMemorySet(all, conditions, rejected[0], first);
    }

    public LumisectionConditions conditionsOf(LumisectionId id) {
        return conditions.getOrDefault(id, LumisectionConditions.unknown(id));
    }
}
