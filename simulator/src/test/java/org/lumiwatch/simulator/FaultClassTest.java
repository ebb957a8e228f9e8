package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.chance.Chance;

class FaultClassTest {
    private static final long SEED = 8;
    private static final Campaign QUIET = new Campaign(SEED, Campaign.Options.quiet(4000));
    private static final Subdetector BARREL = Subdetector.ecalBarrel(SEED, DetectorOptions.measured());
    private static final Subdetector HCAL = Subdetector.hcal(SEED, List.of(1, 2), DetectorOptions.measured());
    private static final Subdetector ENDCAP = Subdetector.hcalEndcap(SEED, DetectorOptions.measured());
    private static final Subdetector TRACKER = Subdetector.tracker(SEED, List.of(1), DetectorOptions.measured());
    private static final Subdetector MISSING = Subdetector.missingEnergy(SEED);
    private static final List<Subdetector> ALL = List.of(BARREL, HCAL, ENDCAP, TRACKER, MISSING);

    @ParameterizedTest
    @EnumSource
    void everyClassChangesItsCellsOnlyAndIsInTheTruth(FaultClass one) {
        int changed = 0;
        for (Subdetector subdetector : ALL) {
            if (one.fits(subdetector)) {
                Fault fault = one.place(subdetector, Chance.of(5, one.label()), new Span(20, 3900));
                Simulation healthy = new Simulation(SEED, QUIET, List.of(subdetector), List.of());
                Simulation faulty = new Simulation(SEED, QUIET, List.of(subdetector), List.of(fault));
                assertThat(faulty.lumisection(19)).isEqualTo(healthy.lumisection(19));
                changed += changedInside(fault, healthy, faulty);
                assertThat(faulty.lumisection(fault.last() + 1)).isEqualTo(healthy.lumisection(fault.last() + 1));

                InjectedFault truth = faulty.truth().faults().getFirst();
                assertThat(truth.label()).isEqualTo(fault.label());
                assertThat(truth.regions()).containsAll(fault.regions());
                assertThat(truth.first()).isEqualTo(QUIET.moment(20).id());
                assertThat(truth.last()).isEqualTo(QUIET.moment(fault.last()).id());
            }
        }
        // not in each: the forward calorimeter counts every event anyway
        assertThat(changed).isPositive();
    }

    /** Cells that differ when it begins and ends; none may do so outside its regions. */
    private static int changedInside(Fault fault, Simulation healthy, Simulation faulty) {
        int inside = 0;
        for (int index : new int[] {fault.first(), fault.last()}) {
            List<MonitorElement> before = healthy.lumisection(index);
            List<MonitorElement> after = faulty.lumisection(index);
            for (int i = 0; i < before.size(); i++) {
                MonitorElement element = before.get(i);
                int nx = element.histogram().bins(0);
                int ny = element.histogram().bins(1);
                for (int cell = 0; cell < element.histogram().cells(); cell++) {
                    if (element.histogram().at(cell) != after.get(i).histogram().at(cell)) {
                        int x = cell % nx;
                        int y = cell / nx % ny;
                        int z = cell / nx / ny;
                        boolean within = fault.regions().stream()
                                .anyMatch(region -> region.element().equals(element.name())
                                        && region.box().contains(x, y, z));
                        assertThat(within).isTrue();
                        inside++;
                    }
                }
            }
        }
        return inside;
    }

    @Test
    void swappedCablesKeepTheSumAndEveryCount() {
        Fault swap = FaultClass.SWAP.place(BARREL, Chance.of(5, "swap"), new Span(0, 100));
        double[] before = map(new Simulation(SEED, QUIET, List.of(BARREL), List.of()), 0);
        double[] after = map(new Simulation(SEED, QUIET, List.of(BARREL), List.of(swap)), 0);
        Box one = swap.regions().get(0).box();
        Box two = swap.regions().get(1).box();

        assertThat(after[two.y0() * 72 + two.x0()]).isEqualTo(before[one.y0() * 72 + one.x0()]);
        assertThat(after[one.y1() * 72 + one.x1()]).isEqualTo(before[two.y1() * 72 + two.x1()]);
        assertThat(after).isNotEqualTo(before);
        Arrays.sort(before);
        Arrays.sort(after);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void thirtyPercentOfCellsAreThinnedAndAlwaysTheSame() {
        Fault fault = FaultClass.SCATTERED.place(BARREL, Chance.of(5, "scattered"), new Span(0, 300));
        Simulation healthy = new Simulation(SEED, QUIET, List.of(BARREL), List.of());
        Simulation faulty = new Simulation(SEED, QUIET, List.of(BARREL), List.of(fault));
        Effect.Scattered effect = (Effect.Scattered) fault.effect();
        double touched = 0;
        double kept = 0;
        int cells = 0;
        for (int index = 0; index < 3; index++) {
            double[] before = map(healthy, index);
            double[] after = map(faulty, index);
            for (int cell = 0; cell < before.length; cell++) {
                if (effect.touches(cell)) {
                    cells++;
                    touched += before[cell];
                    kept += after[cell];
                } else {
                    assertThat(after[cell]).isEqualTo(before[cell]);
                }
            }
        }

        assertThat(cells / 3.0 / 2448).isCloseTo(0.3, within(0.03));
        assertThat(kept / touched).isCloseTo(0.8, within(0.002));
    }

    @Test
    void lostEventsHalveBinomialMapsAndTheirCap() {
        Fault fault = FaultClass.LOST_EVENTS.place(HCAL, Chance.of(5, "lost"), new Span(0, 300));
        Simulation faulty = new Simulation(SEED, QUIET, List.of(HCAL), List.of(fault));
        double most = Arrays.stream(map(faulty, 0)).max().orElseThrow();

        assertThat(most).isEqualTo(900);
        assertThat(faulty.conditions(0)).isEqualTo(QUIET.conditions(0));
    }

    @Test
    void flickerIsOneIncidentThatIsIntermittent() {
        Fault fault = FaultClass.FLICKER.place(BARREL, Chance.of(7, "flicker"), new Span(10, 3900));
        Simulation faulty = new Simulation(SEED, QUIET, List.of(BARREL), List.of(fault));

        assertThat(fault.spells()).hasSizeGreaterThan(1);
        assertThat(faulty.truth().faults())
                .singleElement()
                .extracting(InjectedFault::course)
                .isEqualTo(Course.INTERMITTENT);
        int between = fault.spells().get(0).last() + 1;
        assertThat(faulty.lumisection(between))
                .isEqualTo(new Simulation(SEED, QUIET, List.of(BARREL), List.of()).lumisection(between));
    }

    @Test
    void aPlanSpreadsItsClassesOverEverySubdetectorThatCanFailSo() {
        Campaign campaign = new Campaign(SEED, Campaign.Options.of(40_000));
        Set<FaultClass> classes = EnumSet.of(FaultClass.DEAD, FaultClass.STUCK, FaultClass.SHIFT);
        List<Fault> faults = FaultPlan.of(3, campaign, ALL, classes, 500);
        TruthRecord truth = new Simulation(SEED, campaign, ALL, faults).truth();

        assertThat(truth.faults()).hasSize(faults.size()).hasSizeGreaterThan(150);
        for (Subdetector subdetector : ALL) {
            assertThat(faults)
                    .anyMatch(fault -> subdetector
                            .elements()
                            .contains(fault.regions().getFirst().element()));
        }
        assertThat(FaultPlan.of(3, campaign, ALL, classes, 500)).isEqualTo(faults);
        assertThat(FaultPlan.of(4, campaign, ALL, classes, 500)).isNotEqualTo(faults);
    }

    @Test
    void aSubdetectorThatCannotFailSoIsRefused() {
        assertThatThrownBy(() -> FaultClass.SHIFT.place(BARREL, Chance.of(1, "x"), new Span(0, 1)))
                .hasMessageContaining("fault shift: ECAL barrel (expected: a subdetector that can fail so)");
    }

    private static double[] map(Simulation simulation, int index) {
        return simulation.lumisection(index).getFirst().histogram().contents();
    }
}
