package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.source.Delivery;

class SimulationTest {
    @Test
    void equalSeedsGiveEqualBytesOnEveryMachine() {
        Simulation simulation = everything(2024, new UnrestOptions(0.01, 0.03));

        // a new value here means a new generator: raise Simulation.GENERATOR with it
        assertThat(digest(simulation.lumisection(130)))
                .isEqualTo("6ad5540ee8bce59726d2fee73c07b1975942089e281e789e4e5d100494e2a0fb");
    }

    @Test
    void anotherSeedGivesAnotherDetector() {
        assertThat(digest(everything(1, UnrestOptions.none()).lumisection(3)))
                .isNotEqualTo(digest(everything(2, UnrestOptions.none()).lumisection(3)));
    }

    @Test
    void aLumisectionDoesNotDependOnThoseBefore() {
        Simulation simulation = everything(5, UnrestOptions.typical());
        List<MonitorElement> streamed = new ArrayList<>();
        simulation.read(delivery -> {
            if (delivery instanceof Delivery.Histogrammed histogrammed
                    && histogrammed
                            .element()
                            .at()
                            .equals(simulation.schedule().moment(20).id())) {
                streamed.add(histogrammed.element());
            }
        });

        assertThat(streamed).isEqualTo(simulation.lumisection(20));
    }

    @Test
    void conditionsComeBeforeTheHistogramsOfTheirLumisection() {
        Simulation simulation = everything(5, UnrestOptions.none());
        List<Delivery> first = new ArrayList<>();
        simulation.read(delivery -> {
            if (first.size() < 12) {
                first.add(delivery);
            }
        });

        assertThat(first.getFirst()).isInstanceOf(Delivery.Conditioned.class);
        assertThat(first.subList(1, 10)).allSatisfy(one -> assertThat(one).isInstanceOf(Delivery.Histogrammed.class));
        assertThat(first.get(10)).isInstanceOf(Delivery.Conditioned.class);
        assertThat(first.get(11).origin()).hasToString("simulation of seed 5: record 12");
    }

    @Test
    void unsteadyChannelsAreInTheTruthAndChangeNoOthers() {
        Fill fill = MapStream.steady(3, 200, 40, 500);
        Subdetector barrel = Subdetector.ecalBarrel(3, EcalBarrel.Options.defaults());
        Simulation steady = new Simulation(3, fill, List.of(barrel), List.of());
        Simulation unsteady = new Simulation(3, fill, List.of(barrel), List.of(), UnrestOptions.typical());

        var kinds = unsteady.truth().nuisances().stream().map(one -> one.kind()).toList();
        assertThat(kinds).contains("flicker", "wobble", "known defects", "pileup");
        int changed = 0;
        var before = steady.lumisection(150).getFirst().histogram();
        var after = unsteady.lumisection(150).getFirst().histogram();
        for (int cell = 0; cell < before.cells(); cell++) {
            changed += before.at(cell) == after.at(cell) ? 0 : 1;
        }
        // 3 % wobble, 1 % flicker half of the time
        assertThat(changed).isBetween(50, 130);
    }

    @Test
    void everyElementHasAGeometryOfItsShape() {
        Simulation simulation = everything(5, UnrestOptions.none());
        var elements = simulation.lumisection(0);
        for (int i = 0; i < elements.size(); i++) {
            var binding = simulation.geometries().get(i);
            assertThat(binding.elements().matches(elements.get(i).name())).isTrue();
            assertThat(binding.geometry().fits(elements.get(i).histogram())).isTrue();
        }
    }

    private static Simulation everything(long seed, UnrestOptions unrest) {
        Fill fill = new Fill(seed, Fill.Options.of(150));
        List<Subdetector> all = List.of(
                Subdetector.ecalBarrel(seed, EcalBarrel.Options.defaults()),
                Subdetector.hcal(seed, List.of(1)),
                Subdetector.tracker(seed, List.of(1)),
                Subdetector.missingEnergy(seed));
        Fault fault = Fault.global(all.getFirst(), 0.9, new Fault.Span(100, 149));
        return new Simulation(seed, fill, all, List.of(fault), unrest);
    }

    private static String digest(List<MonitorElement> elements) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (MonitorElement element : elements) {
                for (double content : element.histogram().contents()) {
                    sha.update(ByteBuffer.allocate(8).putDouble(content).array());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
