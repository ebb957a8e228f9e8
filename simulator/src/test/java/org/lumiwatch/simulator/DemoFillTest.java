package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;

class DemoFillTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77})
    void everyEfficiencyFaultLeavesItsFactorInTheCounts(long seed) {
        Simulation demo = DemoFill.of(seed);
        for (InjectedFault fault : demo.truth().faults()) {
            if (fault.kind() == FindingKind.SHAPE || fault.kind() == FindingKind.NOISY) {
                continue;
            }
            ElementName element = fault.elements().getFirst();
            double before = 0;
            double during = 0;
            for (int i = 1; i <= 4; i++) {
                int onset = index(demo, fault.first());
                before += perEvent(demo, onset - i, element, fault.boxes(element)) / 4;
                during += perEvent(demo, onset - 1 + i, element, fault.boxes(element)) / 4;
            }
            assertThat(before).as(fault.label()).isPositive();
            // four lumisections of one clustered tower are known to a tenth
            double error = fault.boxes(element).getFirst().cells() == 1 ? 0.4 : 0.2;
            assertThat(during / before).as(fault.label()).isCloseTo(fault.factor(), within(error * fault.factor()));
        }
    }

    @Test
    void allKindsOfFaultsAndOneWholeSubdetectorAreThere() {
        List<InjectedFault> faults = DemoFill.of(1).truth().faults();

        Set<FindingKind> kinds = faults.stream().map(InjectedFault::kind).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(FindingKind.class));
        assertThat(faults).hasSize(14);
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == FindingKind.GLOBAL)
                .hasSize(1);
        assertThat(faults).filteredOn(fault -> fault.elements().size() == 4).hasSize(1);
    }

    @Test
    void whatMustNotAlarmIsInTheTruthToo() {
        var kinds = DemoFill.of(1).truth().nuisances().stream()
                .map(nuisance -> nuisance.kind())
                .collect(Collectors.toSet());

        assertThat(kinds).contains("pileup", "prescale", "start of run", "known defects", "ageing");
    }

    private static int index(Simulation demo, LumisectionId id) {
        for (int i = 0; i < demo.schedule().lumisections(); i++) {
            if (demo.schedule().moment(i).id().equals(id)) {
                return i;
            }
        }
        throw new AssertionError(id + " is not in the stream");
    }

    private static double perEvent(Simulation demo, int index, ElementName element, List<Box> boxes) {
        MonitorElement one = demo.lumisection(index).stream()
                .filter(candidate -> candidate.name().equals(element))
                .findFirst()
                .orElseThrow();
        double sum = 0;
        for (Box box : boxes) {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    sum += one.histogram().at(x, y);
                }
            }
        }
        return sum / demo.schedule().moment(index).events();
    }
}
