package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.BarrelMaps.Fault;

/** Real maps of one lumisection, judged without history: benchmark R2. Skipped where the data are absent. */
class RealBarrelTest {
    /** ln of (4 × 1,700 cells / 1 % false alarms): what one crystal needs to stand out of its map. */
    private static final double NEEDED = Math.log(4 * 1700 / 0.01);

    private static BarrelMaps real;

    @BeforeAll
    static void readOrSkip() {
        real = BarrelMaps.readOrSkip();
    }

    @Test
    void findsTheFaultsThatPeopleSawInTheModulesAndNothingElse() {
        assertAllFound(BarrelScore.of(real));
    }

    @Test
    void findsTheDeadTowersOfTheBarrel() {
        assertDeadTowersFound(real.towers());
    }

    @RepeatedTest(3)
    void doesNotMindWhereInPhiAFaultIs(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        BarrelMaps turned = real.turned(1 + random.nextInt(3), random.nextInt(72));
        assertAllFound(BarrelScore.of(turned));
        assertDeadTowersFound(turned.towers());
    }

    @RepeatedTest(3)
    void halfTheEventsShowAllTowersAndStripsAndTheCrystalsThatStatisticsAllow(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(100 + repetition.getCurrentRepetition());
        BarrelMaps half = real.changed(map -> thinned(map, random));
        BarrelScore score = BarrelScore.of(half);
        assertThat(score.found("dead_tower")).isEqualTo(14);
        assertThat(score.found("dead_strip")).isEqualTo(4);
        assertThat(score.found("hot_crystal")).isGreaterThanOrEqualTo(22);
        assertThat(score.others()).hasSizeLessThanOrEqualTo(1);
        for (Fault missed : score.missed()) {
            Histogram map = half.modules().get(missed.module());
            assertThat(evidence(map, missed.box()))
                    .as("evidence for %s", missed)
                    .isLessThan(NEEDED + 2);
        }
        assertDeadTowersFound(half.towers());
    }

    @RepeatedTest(2)
    void findsFreshFaultsAtRandomPlaces(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(200 + repetition.getCurrentRepetition());
        List<Fault> injected = new ArrayList<>();
        BarrelMaps damaged = real.damaged((module, map) -> {
            FaultInjector injector = new FaultInjector(map, real.faultsOf(module), random);
            injector.dead(5, 5, 5, 0);
            injector.dead(3, 5, 5, 0);
            injector.dead(1, 5, 1, 0);
            injector.dead(1, 1, 1, 18);
            injector.hot(8);
            injector.faults().forEach((box, kind) -> injected.add(new Fault(module, kind, box)));
            return injector.map();
        });
        BarrelScore score = BarrelScore.of(damaged.with(injected));
        assertThat(injected).hasSizeGreaterThan(29 * 4);
        assertThat(score.missed().stream().filter(injected::contains).toList()).isEmpty();
        assertThat(score.others()).hasSizeLessThanOrEqualTo(1);
    }

    private static void assertAllFound(BarrelScore score) {
        assertThat(score.found("dead_tower")).isEqualTo(14);
        assertThat(score.found("dead_strip")).isEqualTo(4);
        assertThat(score.found("hot_crystal")).isEqualTo(29);
        assertThat(score.found("dead_crystal")).isGreaterThanOrEqualTo(7);
        assertThat(score.others()).hasSizeLessThanOrEqualTo(1);
    }

    private static void assertDeadTowersFound(Histogram towers) {
        List<Box> dead = BarrelScore.findings("EBOT digi occupancy", towers).stream()
                .filter(finding -> finding.kind() == FindingKind.DEAD)
                .map(Finding::box)
                .toList();
        assertThat(dead).hasSize(19).allSatisfy(box -> {
            assertThat(box.cells()).isEqualTo(1);
            assertThat(towers.at(box.x0(), box.y0())).isZero();
        });
    }

    private static Histogram thinned(Histogram map, RandomGenerator random) {
        double[] contents = map.contents();
        for (int cell = 0; cell < contents.length; cell++) {
            int kept = 0;
            for (int i = 0; i < contents[cell]; i++) {
                kept += random.nextBoolean() ? 1 : 0;
            }
            contents[cell] = kept;
        }
        return Histogram.of(map.axes(), contents);
    }

    /** Poisson log-likelihood ratio of one crystal against the mean of its column within 3 columns, an excess of a quarter allowed. */
    private static double evidence(Histogram map, Box box) {
        double sum = 0;
        int columns = 0;
        for (int x = Math.max(0, box.x0() - 3); x <= Math.min(84, box.x0() + 3); x++) {
            for (int y = 0; y < 20; y++) {
                sum += Math.min(map.at(x, y), 40);
            }
            columns++;
        }
        double mean = sum / columns / 20;
        double count = map.at(box.x0(), box.y0());
        double expected = count > mean ? Math.min(count, 1.25 * mean) : mean;
        return (count > 0 ? count * Math.log(count / expected) : 0) - (count - expected);
    }
}
