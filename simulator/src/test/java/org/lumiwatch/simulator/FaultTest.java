package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.FindingKind;

class FaultTest {
    private static final long SEED = 11;
    private static final Fill FILL = MapStream.steady(SEED, 300, 40, 500);
    private static final Subdetector BARREL = Subdetector.ecalBarrel(
            SEED, DetectorOptions.measured().withCommonMode(0).withAgeing(0));
    private static final Subdetector HCAL = Subdetector.hcal(SEED, List.of(1, 2), DetectorOptions.measured());
    private static final ElementName TOWERS = BARREL.elements().getFirst();
    private static final ElementName DEPTH1 = HCAL.elements().getFirst();
    private static final Box BLOCK = Box.of(30, 10, 39, 19);
    private static final Fault.Span ALWAYS = new Fault.Span(0, 299);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.8, 2, 5})
    void efficiencyScalesTheMeanOfItsCells(double factor) {
        Simulation faulty = with(BARREL, Fault.efficiency(TOWERS, BLOCK, factor, ALWAYS));

        assertThat(sum(faulty, BLOCK) / sum(with(BARREL), BLOCK)).isCloseTo(factor, within(0.004 * factor));
    }

    @Test
    void thinningLeavesTheFanoFactorThatBinomialLossesLeave() {
        Simulation healthy = with(BARREL);
        Simulation thinned = with(BARREL, Fault.efficiency(TOWERS, BLOCK, 0.5, ALWAYS));

        assertThat(fano(thinned)).isCloseTo(1 + (fano(healthy) - 1) * 0.5, within(0.25));
    }

    @Test
    void eachThinnedCountIsPartOfTheHealthyOne() {
        Simulation healthy = with(BARREL);
        Simulation thinned = with(BARREL, Fault.efficiency(TOWERS, BLOCK, 0.3, ALWAYS));
        double normalised = 0;
        int cells = 0;
        for (int i = 0; i < 100; i++) {
            var before = healthy.lumisection(i).getFirst().histogram();
            var after = thinned.lumisection(i).getFirst().histogram();
            for (int y = BLOCK.y0(); y <= BLOCK.y1(); y++) {
                for (int x = BLOCK.x0(); x <= BLOCK.x1(); x++) {
                    double n = before.at(x, y);
                    assertThat(after.at(x, y)).isBetween(0.0, n);
                    if (n > 0) {
                        double away = after.at(x, y) - 0.3 * n;
                        normalised += away * away / (n * 0.3 * 0.7);
                        cells++;
                    }
                }
            }
        }

        assertThat(normalised / cells).isCloseTo(1, within(4 * Math.sqrt(2.0 / cells)));
    }

    @Test
    void aFaultChangesNothingOutsideItsCellsAndLumisections() {
        Simulation healthy = with(BARREL);
        Simulation faulty = with(BARREL, Fault.efficiency(TOWERS, BLOCK, 0.5, new Fault.Span(3, 5)));
        for (int i = 0; i < 10; i++) {
            var before = healthy.lumisection(i).getFirst().histogram();
            var after = faulty.lumisection(i).getFirst().histogram();
            for (int cell = 0; cell < before.cells(); cell++) {
                boolean touched = i >= 3 && i <= 5 && BLOCK.contains(cell % 72, cell / 72, 0);
                if (!touched) {
                    assertThat(after.at(cell)).isEqualTo(before.at(cell));
                }
            }
            assertThat(after.equals(before)).isEqualTo(i < 3 || i > 5);
        }
    }

    @Test
    void noiseDoesNotCareAboutPileup() {
        Fault noise = Fault.noisy(TOWERS, BLOCK, 50, ALWAYS);
        Fill low = MapStream.steady(SEED, 300, 5, 500);
        double atLow = sum(new Simulation(SEED, low, List.of(BARREL), List.of(noise)), BLOCK)
                - sum(new Simulation(SEED, low, List.of(BARREL), List.of()), BLOCK);
        double atHigh = sum(with(BARREL, noise), BLOCK) - sum(with(BARREL), BLOCK);

        assertThat(atLow / (300 * liveInBlock())).isCloseTo(50, within(0.5));
        assertThat(atHigh / (300 * liveInBlock())).isCloseTo(50, within(0.5));
    }

    @Test
    void channelsDeadFromTheStartStayDeadUnderNoise() {
        Fault noise = Fault.noisy(TOWERS, Box.of(0, 0, 71, 33), 50, ALWAYS);
        var map = with(BARREL, noise).lumisection(0).getFirst().histogram();
        for (int cell = 0; cell < map.cells(); cell++) {
            assertThat(map.at(cell) > 0).isEqualTo(BARREL.live(TOWERS, Era.Y2022, cell));
        }
    }

    @Test
    void binomialMapsNeverCountMoreThanTheEvents() {
        Simulation hot = with(HCAL, Fault.efficiency(DEPTH1, Box.of(0, 0, 83, 71), 5, ALWAYS));
        for (int i = 0; i < 5; i++) {
            int events = FILL.moment(i).events();
            var map = hot.lumisection(i).getFirst().histogram();
            double most = 0;
            for (int cell = 0; cell < map.cells(); cell++) {
                most = Math.max(most, map.at(cell));
            }
            assertThat(most).isEqualTo(events);
        }
    }

    @Test
    void slowLossGrowsWithTime() {
        Fault loss = new Fault(
                "slow loss",
                FindingKind.DEGRADED,
                new Effect.Fading(0.002),
                List.of(new org.lumiwatch.evaluate.InjectedFault.Region(TOWERS, BLOCK)),
                "",
                0,
                299);
        Simulation fading = with(BARREL, loss);

        assertThat(ratio(fading, 0)).isCloseTo(0.998, within(0.01));
        assertThat(ratio(fading, 250)).isCloseTo(0.498, within(0.01));
    }

    @Test
    void aReadoutBoxIsSeenByEveryDepth() {
        var box = HCAL.geometry(DEPTH1).groups().stream()
                .filter(group -> group.name().equals("HEP09"))
                .findFirst()
                .orElseThrow();
        Simulation faulty = with(HCAL, Fault.group(HCAL.elements(), box, 0, new Fault.Span(2, 2)));
        for (MonitorElement element : faulty.lumisection(2)) {
            assertThat(sum(element, box.boxes().getFirst())).isZero();
        }
        for (MonitorElement element : faulty.lumisection(3)) {
            assertThat(sum(element, box.boxes().getFirst())).isPositive();
        }
    }

    @Test
    void aGlobalFaultTouchesEveryElementOfItsSubdetector() {
        Simulation healthy = with(HCAL);
        Simulation faulty = with(HCAL, Fault.global(HCAL, 0.8, ALWAYS));
        for (int element = 0; element < 2; element++) {
            double before = healthy.lumisection(4).get(element).histogram().sum();
            double after = faulty.lumisection(4).get(element).histogram().sum();
            assertThat(after / before).isCloseTo(0.8, within(0.002));
        }
    }

    @Test
    void theTruthSaysWhatWasDone() {
        Fault fault = Fault.efficiency(TOWERS, BLOCK, 0.5, new Fault.Span(3, 5));

        var truth = with(BARREL, fault).truth().faults().getFirst();

        assertThat(truth.kind()).isEqualTo(FindingKind.DEGRADED);
        assertThat(truth.factor()).isEqualTo(0.5);
        assertThat(truth.boxes(TOWERS)).containsExactly(BLOCK);
        assertThat(truth.first()).hasToString("370001:4");
        assertThat(truth.last()).hasToString("370001:6");
    }

    @Test
    void aFaultBeyondTheStreamOrOfAnUnknownElementIsRefused() {
        assertThatThrownBy(() -> with(BARREL, Fault.efficiency(TOWERS, BLOCK, 0, new Fault.Span(0, 300))))
                .hasMessageContaining("last 300 (expected: below 300 lumisections)");
        assertThatThrownBy(() -> with(HCAL, Fault.efficiency(TOWERS, BLOCK, 0, ALWAYS)))
                .hasMessageContaining("element EcalBarrel/EBOccupancyTask/EBOT digi occupancy (expected: one of");
    }

    private static int liveInBlock() {
        int live = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            live += BLOCK.contains(cell % 72, cell / 72, 0) && BARREL.live(TOWERS, Era.Y2022, cell) ? 1 : 0;
        }
        return live;
    }

    private static Simulation with(Subdetector subdetector, Fault... faults) {
        return new Simulation(SEED, FILL, List.of(subdetector), List.of(faults));
    }

    private static double ratio(Simulation faulty, int from) {
        double before = 0;
        double after = 0;
        for (int i = from; i < from + 2; i++) {
            before += sum(with(BARREL).lumisection(i).getFirst(), BLOCK);
            after += sum(faulty.lumisection(i).getFirst(), BLOCK);
        }
        return after / before;
    }

    private static double sum(Simulation simulation, Box box) {
        double sum = 0;
        for (int i = 0; i < FILL.lumisections(); i++) {
            sum += sum(simulation.lumisection(i).getFirst(), box);
        }
        return sum;
    }

    private static double sum(MonitorElement element, Box box) {
        double sum = 0;
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                sum += element.histogram().at(x, y);
            }
        }
        return sum;
    }

    private static double fano(Simulation simulation) {
        int n = FILL.lumisections();
        double total = 0;
        int cells = 0;
        double[] sums = new double[72 * 34];
        double[] squares = new double[72 * 34];
        for (int i = 0; i < n; i++) {
            double scale = 500.0 / FILL.moment(i).events();
            var map = simulation.lumisection(i).getFirst().histogram();
            for (int cell = 0; cell < sums.length; cell++) {
                double x = map.at(cell) * scale;
                sums[cell] += x;
                squares[cell] += x * x;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            if (sums[cell] > 0 && BLOCK.contains(cell % 72, cell / 72, 0)) {
                double mean = sums[cell] / n;
                total += (squares[cell] - n * mean * mean) / (n - 1) / mean;
                cells++;
            }
        }
        return total / cells;
    }
}
