package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

class SimulatedLabelsTest {
    private static final Campaign CAMPAIGN = new Campaign(4, Campaign.Options.of(25_000));
    private static final Subdetector BARREL = Subdetector.ecalBarrel(4, DetectorOptions.measured());
    private static final List<InjectedFault> FAULTS = new Simulation(
                    4,
                    CAMPAIGN,
                    List.of(BARREL),
                    FaultPlan.of(4, CAMPAIGN, List.of(BARREL), List.of(FaultClass.STUCK, FaultClass.TRIP), 150))
            .truth()
            .faults();
    private static final SimulatedLabels.Options HONEST = new SimulatedLabels.Options(0.79, Duration.ofDays(2), 0);
    private static final List<Label> LABELS = SimulatedLabels.of(9, CAMPAIGN, FAULTS, HONEST);
    private static final LumisectionSet ALL = CAMPAIGN.all();
    private static final LumisectionSet BAD =
            LumisectionSet.of(ALL.stream().filter(SimulatedLabelsTest::faulty).toList());

    @Test
    void fourInFiveBadLumisectionsAreRejectedWithTheirRun() {
        LumisectionSet byRun = LumisectionSet.empty();
        LumisectionSet cut = LumisectionSet.empty();
        for (Label label : LABELS) {
            if (label.quality() == Quality.BAD) {
                int run = label.lumisections().runs().first();
                boolean whole = label.lumisections().equals(ALL.inRuns(run, run));
                byRun = whole ? byRun.or(label.lumisections()) : byRun;
                cut = whole ? cut : cut.or(label.lumisections());
            }
        }

        assertThat((double) byRun.and(BAD).count() / BAD.count()).isBetween(0.72, 0.86);
        assertThat(byRun.or(cut).and(BAD).count()).isEqualTo(BAD.count());
    }

    @Test
    void shortFaultsInGoodRunsAreCutOutInTwoToFiveLumisections() {
        List<Integer> lengths = new ArrayList<>();
        for (Label label : LABELS) {
            int run = label.lumisections().runs().first();
            if (label.quality() == Quality.BAD && !label.lumisections().equals(ALL.inRuns(run, run))) {
                label.lumisections().ranges(run).stream()
                        .filter(range -> faultyLumisections(run, range) <= 2)
                        .map(range -> range.last() - range.first() + 1)
                        .forEach(lengths::add);
            }
        }
        lengths.sort(null);

        assertThat(lengths).hasSizeGreaterThan(5);
        assertThat(lengths.get(lengths.size() / 2)).isBetween(2, 5);
    }

    @Test
    void everyLumisectionIsLabelledOnceAndTwoDaysAfterItsRun() {
        long labelled = 0;
        LumisectionSet all = LumisectionSet.empty();
        for (Label label : LABELS) {
            labelled += label.lumisections().count();
            all = all.or(label.lumisections());
        }
        assertThat(all).isEqualTo(ALL);
        assertThat(labelled).isEqualTo(25_000);

        Label first = LABELS.getFirst();
        int run = first.lumisections().runs().first();
        int last = (int) ALL.inRuns(run, run).count() - 1;
        double start = CAMPAIGN.conditions(last).value(Quantity.START).orElseThrow();
        assertThat(first.recorded())
                .isEqualTo(
                        Instant.ofEpochMilli(Math.round(1000 * (start + 23.31))).plus(Duration.ofDays(2)));
    }

    @Test
    void someRunsAreJudgedTheWrongWayRound() {
        List<Label> human =
                SimulatedLabels.of(9, CAMPAIGN, FAULTS, new SimulatedLabels.Options(0.79, Duration.ofDays(2), 0.2));
        int wrong = 0;
        for (int run : ALL.runs()) {
            LumisectionSet bad = BAD.inRuns(run, run);
            boolean rejected = human.stream()
                    .anyMatch(label -> label.quality() == Quality.BAD
                            && label.lumisections().runs().contains(run));
            wrong += rejected == bad.isEmpty() ? 1 : 0;
        }

        assertThat((double) wrong / ALL.runs().size()).isCloseTo(0.2, within(0.12));
        assertThat(SimulatedLabels.Options.typical().wrong()).isEqualTo(0.05);
    }

    private static boolean faulty(LumisectionId id) {
        return FAULTS.stream()
                .anyMatch(fault ->
                        fault.first().compareTo(id) <= 0 && fault.last().compareTo(id) >= 0);
    }

    private static long faultyLumisections(int run, LumisectionRange range) {
        return java.util.stream.IntStream.rangeClosed(range.first(), range.last())
                .filter(number -> BAD.contains(new LumisectionId(run, number)))
                .count();
    }
}
