package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.simulator.Campaign.Change;
import org.lumiwatch.simulator.Campaign.Stretch;

class CampaignTest {
    private static final int YEAR = 240_000;
    private static final Campaign LONG = new Campaign(3, Campaign.Options.of(YEAR));
    private static final Campaign YEARS = new Campaign(
            5,
            Campaign.Options.of(1)
                    .withStretches(
                            new Stretch(Era.Y2018, 3000),
                            new Stretch(Era.Y2018, 2000),
                            new Stretch(Era.Y2022, 3000),
                            new Stretch(Era.Y2024, 1000)));

    @Test
    void runsAreAsLongAsInRealYears() {
        List<Integer> lengths = new ArrayList<>(runs(LONG).values());
        lengths.sort(null);

        assertThat((double) YEAR / lengths.size()).isCloseTo(440, within(40.0));
        assertThat(lengths.get(lengths.size() / 2)).isCloseTo(260, within(50));
        assertThat(lengths.get(lengths.size() * 9 / 10)).isCloseTo(1165, within(130));
    }

    @Test
    void fillsLastOneToFifteenHours() {
        List<Integer> lengths = new ArrayList<>(fills(LONG).values());
        lengths.removeLast();

        assertThat(lengths)
                .hasSizeGreaterThan(150)
                .allSatisfy(length -> assertThat(length * 23.31 / 3600).isBetween(1.0, 15.0));
    }

    @Test
    void aFillStartsAtFiftyToSixtyAfterItsRampAndFalls() {
        Campaign plain = new Campaign(3, Campaign.Options.of(12_000).without(Change.LOW_PILEUP, Change.SCANS));
        int begin = 0;
        for (int length : fills(plain).values()) {
            assertThat(plain.moment(begin).pileup()).isLessThan(12);
            assertThat(plain.conditions(begin).bit("beams_stable")).contains(false);
            assertThat(plain.moment(begin + 11).pileup()).isBetween(49.0, 60.0);
            assertThat(plain.conditions(begin + 11).bit("beams_stable")).contains(true);
            assertThat(plain.moment(begin + length - 1).pileup())
                    .isBetween(10.0, plain.moment(begin + 11).pileup());
            begin += length;
        }
    }

    @Test
    void prescaleStepsChangeTheEventsByNoMoreThanFive() {
        int steps = 0;
        double largest = 1;
        Campaign sampled = new Campaign(3, Campaign.Options.of(12_000).without(Change.SAMPLING));
        for (int i = 1; i < sampled.lumisections(); i++) {
            double ratio =
                    (double) sampled.moment(i).events() / sampled.moment(i - 1).events();
            boolean column = value(sampled, i, Quantity.PRESCALE) != value(sampled, i - 1, Quantity.PRESCALE);
            assertThat(ratio != 1).isEqualTo(column);
            steps += column ? 1 : 0;
            largest = Math.max(largest, Math.max(ratio, 1 / ratio));
        }

        assertThat(steps).isGreaterThan(20);
        assertThat(largest).isBetween(3.0, 5.01);
    }

    @Test
    void aFewLumisectionsAreSampledThinlyAndSaidSo() {
        long thin = IntStream.range(0, YEAR)
                .filter(i -> LONG.moment(i).events() < 200)
                .count();

        assertThat((double) thin / YEAR).isCloseTo(0.005, within(0.0006));
        assertThat(kinds(LONG).get("thin sampling")).isEqualTo((int) thin);
    }

    @Test
    void pileupIsReadWithItsError() {
        double square = 0;
        for (int i = 100; i < 2100; i++) {
            double away = value(LONG, i, Quantity.PILEUP) - LONG.moment(i).pileup();
            square += away * away / 2000;
        }

        assertThat(Math.sqrt(square)).isCloseTo(0.3, within(0.02));
    }

    @Test
    void wearRisesWithLuminosityAndPartlyRecoversInStops() {
        double before = YEARS.moment(2999).wear();

        assertThat(YEARS.moment(0).wear()).isZero();
        assertThat(before).isBetween(1500.0, 3000.0);
        assertThat(YEARS.moment(3000).wear()).isCloseTo(0.7 * (before + 1), within(2.0));
        for (int i = 1; i < 3000; i++) {
            assertThat(YEARS.moment(i).wear()).isGreaterThan(YEARS.moment(i - 1).wear());
        }
        Campaign never = new Campaign(5, YEARS.options().without(Change.ANNEALING));
        assertThat(never.moment(3000).wear()).isGreaterThan(never.moment(2999).wear());
    }

    @Test
    void yearsFollowEachOtherInRunsFillsAndTime() {
        assertThat(IntStream.of(0, 2999, 3000, 4999, 5000, 8000)
                        .mapToObj(i -> YEARS.moment(i).era()))
                .containsExactly(Era.Y2018, Era.Y2018, Era.Y2018, Era.Y2018, Era.Y2022, Era.Y2024);
        for (int i = 1; i < YEARS.lumisections(); i++) {
            assertThat(YEARS.moment(i).id()).isGreaterThan(YEARS.moment(i - 1).id());
            assertThat(value(YEARS, i, Quantity.START))
                    .isGreaterThanOrEqualTo(value(YEARS, i - 1, Quantity.START) + 23.3);
        }
        assertThat(YEARS.moment(5000).id().run()).isEqualTo(355100);
        assertThat(kinds(YEARS)).containsEntry("stop", 1).containsEntry("new year", 2);
    }

    @Test
    void anyLumisectionCanBeAskedForFirst() {
        Campaign again = new Campaign(3, Campaign.Options.of(YEAR));
        for (int i = YEAR - 1; i > 0; i -= 1771) {
            assertThat(again.moment(i)).isEqualTo(LONG.moment(i));
            assertThat(again.conditions(i)).isEqualTo(LONG.conditions(i));
        }
        assertThat(new Campaign(4, Campaign.Options.of(YEAR)).moment(777)).isNotEqualTo(LONG.moment(777));
    }

    @Test
    void everyChangeIsInTheTruth() {
        assertThat(kinds(LONG))
                .containsKeys(
                        "ramp",
                        "pileup",
                        "prescale",
                        "start of run",
                        "luminosity scan",
                        "low pileup",
                        "thin sampling",
                        "ageing");
        assertThat(kinds(LONG).get("low pileup")).isBetween(2, 25);
    }

    @Test
    void aScanIsWhereTheTruthSaysAndNowhereElse() {
        Campaign scanned = new Campaign(3, Campaign.Options.quiet(40_000));
        Campaign with = new Campaign(
                3, new Campaign.Options(scanned.options().stretches(), 1800, java.util.Set.of(Change.SCANS)));
        List<Nuisance> scans = with.nuisances().stream()
                .filter(one -> one.kind().equals("luminosity scan"))
                .toList();
        assertThat(scans).isNotEmpty();
        for (int i = 0; i < with.lumisections(); i++) {
            Moment moment = with.moment(i);
            boolean told = scans.stream()
                    .anyMatch(one -> one.first().compareTo(moment.id()) <= 0
                            && one.last().compareTo(moment.id()) >= 0);
            if (!told) {
                assertThat(moment.pileup()).isEqualTo(55);
            }
            assertThat(moment.pileup()).isBetween(55 * 0.69, 55.0);
        }
    }

    @Test
    void aQuietCampaignIsConstant() {
        Campaign quiet = new Campaign(3, Campaign.Options.quiet(5000).withEvents(1700));
        for (int i = 0; i < 5000; i++) {
            assertThat(quiet.moment(i).pileup()).isEqualTo(55);
            assertThat(quiet.moment(i).events()).isEqualTo(1700);
            assertThat(quiet.moment(i).wear()).isZero();
        }
        assertThat(kinds(quiet).keySet()).containsExactly("start of run");
    }

    @Test
    void aYearThatComesBackHasItsMapAndLaterRunsAndFills() {
        Campaign back = new Campaign(
                5,
                Campaign.Options.of(1)
                        .withStretches(
                                new Stretch(Era.Y2022, 400), new Stretch(Era.Y2024, 400), new Stretch(Era.Y2022, 400)));

        assertThat(back.moment(0).era()).isEqualTo(back.moment(800).era()).isEqualTo(Era.Y2022);
        for (int i = 1; i < back.lumisections(); i++) {
            assertThat(back.moment(i).id()).isGreaterThan(back.moment(i - 1).id());
            assertThat(value(back, i, Quantity.FILL)).isGreaterThanOrEqualTo(value(back, i - 1, Quantity.FILL));
            assertThat(value(back, i, Quantity.START)).isGreaterThan(value(back, i - 1, Quantity.START));
        }
        assertThat(kinds(back)).containsEntry("new year", 2);
    }

    @Test
    void placesOutsideAreRefused() {
        assertThatThrownBy(() -> YEARS.moment(9000)).hasMessageContaining("9000 (expected: 0 to 8999)");
    }

    private static Map<String, Integer> kinds(Campaign campaign) {
        Map<String, Integer> kinds = new TreeMap<>();
        campaign.nuisances().forEach(one -> kinds.merge(one.kind(), 1, Integer::sum));
        return kinds;
    }

    private static double value(Campaign campaign, int index, Quantity quantity) {
        return campaign.conditions(index).value(quantity).orElseThrow();
    }

    private static Map<Integer, Integer> runs(Campaign campaign) {
        return lengths(campaign, i -> campaign.moment(i).id().run());
    }

    private static Map<Integer, Integer> fills(Campaign campaign) {
        return lengths(campaign, i -> (int) value(campaign, i, Quantity.FILL));
    }

    /** Lumisections by number, rising. */
    private static Map<Integer, Integer> lengths(Campaign campaign, IntUnaryOperator number) {
        Map<Integer, Integer> lengths = new TreeMap<>();
        for (int i = 0; i < campaign.lumisections(); i++) {
            lengths.merge(number.applyAsInt(i), 1, Integer::sum);
        }
        return lengths;
    }
}
