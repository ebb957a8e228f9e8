package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;

class DisorderedTest {
    private static final Campaign QUIET = new Campaign(2, Campaign.Options.quiet(20_000));
    private static final Simulation STREAM = new Simulation(2, QUIET, List.of(Subdetector.missingEnergy(2)), List.of());
    private static final Disordered LONG = new Disordered(2, STREAM, Disordered.Options.typical());

    @Test
    void twoPercentComeAfterLaterOnesAndHalfAPercentNever() {
        int late = 0;
        int latest = -1;
        for (int index : LONG.order()) {
            late += index < latest ? 1 : 0;
            latest = Math.max(latest, index);
        }
        long missing = LONG.order().stream().filter(LONG::missing).count();

        assertThat(late / 20_000.0).isCloseTo(0.02, within(0.003));
        assertThat(missing / 20_000.0).isCloseTo(0.005, within(0.0015));
        assertThat(new HashSet<>(LONG.order())).hasSize(20_000);
    }

    @Test
    void theTruthTellsWhichAndNoneIsMoreThanFiveLate() {
        Map<String, Long> kinds = LONG.truth().nuisances().stream()
                .collect(Collectors.groupingBy(one -> one.kind(), Collectors.counting()));
        int late = 0;
        int latest = -1;
        for (int index : LONG.order()) {
            if (index < latest) {
                late++;
                assertThat(latest - index).isBetween(1, 6);
            }
            latest = Math.max(latest, index);
        }

        assertThat(kinds.get("late")).isEqualTo(late);
        assertThat(kinds.get("missing"))
                .isEqualTo(LONG.order().stream().filter(LONG::missing).count());
    }

    @Test
    void whatArrivesIsTheStreamUnchanged() {
        Campaign few = new Campaign(2, Campaign.Options.quiet(300));
        Simulation stream = new Simulation(2, few, List.of(Subdetector.missingEnergy(2)), List.of());
        Disordered disordered = new Disordered(2, stream, new Disordered.Options(0.1, 3, 0.1));
        List<LumisectionId> conditions = new ArrayList<>();
        List<MonitorElement> elements = new ArrayList<>();
        List<Long> records = new ArrayList<>();
        disordered.read(delivery -> {
            records.add(delivery.origin().record());
            switch (delivery) {
                case Delivery.Conditioned conditioned ->
                    conditions.add(conditioned.conditions().id());
                case Delivery.Histogrammed histogrammed -> elements.add(histogrammed.element());
                case Delivery.Charted _, Delivery.Rejected _ -> throw new AssertionError(delivery);
            }
        });

        assertThat(conditions)
                .containsExactlyElementsOf(disordered.order().stream()
                        .map(index -> few.moment(index).id())
                        .toList());
        assertThat(elements)
                .containsExactlyElementsOf(disordered.order().stream()
                        .filter(index -> !disordered.missing(index))
                        .flatMap(index -> stream.lumisection(index).stream())
                        .toList());
        assertThat(records.getLast()).isEqualTo(records.size());
        assertThat(elements.size()).isLessThan(4 * 290);
    }
}
