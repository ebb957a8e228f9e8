package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;

class SimulationTest {
    @Test
    void equalSeedsGiveEqualBytesOnEveryMachine() {
        Simulation simulation = everything(2024, UnrestOptions.typical());

        // a new value here means a new generator: raise Simulation.GENERATOR with it
        assertThat(digest(simulation.lumisection(130)))
                .isEqualTo("fca79921170568251dd4df2e00ae9c659c2b0f5056561c1419d0fb6ca4a2644e");
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
        Subdetector barrel = Subdetector.ecalBarrel(3, DetectorOptions.measured());
        Simulation steady = new Simulation(3, fill, List.of(barrel), List.of());
        Simulation unsteady = new Simulation(3, fill, List.of(barrel), List.of(), new UnrestOptions(0.01, 0.03, 0));

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
    void groupsThatWobbleDoSoInEveryElementThatSeesThem() {
        Fill fill = MapStream.steady(3, 200, 40, 1800);
        Subdetector hcal = Subdetector.hcal(3, List.of(1, 4), DetectorOptions.measured());
        Simulation unsteady = new Simulation(3, fill, List.of(hcal), List.of(), new UnrestOptions(0, 0, 0.1));
        Simulation steady = new Simulation(3, fill, List.of(hcal), List.of());
        List<List<Double>> factors = hcal.elements().stream()
                .map(element -> hcal.geometry(element).groups().stream()
                        .map(group -> factor(unsteady, steady, element, group))
                        .toList())
                .toList();

        assertThat(factors.get(0)).isEqualTo(factors.get(1));
        // 7 of 72 readout boxes
        assertThat(factors.get(0)).filteredOn(factor -> factor != 1).hasSizeBetween(2, 14);
    }

    /** Of one cell of a group, from what is expected with and without unrest; cells near saturation are left out. */
    private static double factor(Simulation unsteady, Simulation steady, ElementName element, HardwareGroup group) {
        Latent now = unsteady.latent(77, element);
        Latent before = steady.latent(77, element);
        for (int cell = 0; cell < before.geometry().cells(); cell++) {
            boolean inside =
                    group.contains(before.geometry().x(cell), before.geometry().y(cell), 0);
            if (inside && before.mean(cell) > 0 && before.mean(cell) < 0.7 * before.trials()) {
                return Math.round(now.mean(cell) / before.mean(cell) * 1e9) * 1e-9;
            }
        }
        throw new AssertionError(group + " counts nothing");
    }

    @Test
    void everyEraOfAStreamHasItsOwnKnownDefects() {
        Subdetector barrel = Subdetector.ecalBarrel(3, DetectorOptions.measured());
        Simulation simulation = new Simulation(3, new TwoEras(), List.of(barrel), List.of());

        var defects = simulation.truth().nuisances();

        assertThat(defects).hasSize(2);
        assertThat(defects.get(0).detail()).contains("of 2448 cells dead in Y2018");
        assertThat(defects.get(0).last()).hasToString("1:5");
        assertThat(defects.get(1).detail()).contains("dead in Y2022");
        assertThat(defects.get(1).last()).hasToString("1:9");
    }

    /** Nine lumisections of which the first five are of 2018. */
    private static final class TwoEras implements Schedule {
        @Override
        public int lumisections() {
            return 9;
        }

        @Override
        public LumisectionConditions conditions(int index) {
            return new Fill(1, Fill.Options.of(9)).conditions(index);
        }

        @Override
        public Moment moment(int index) {
            return new Moment(index, new LumisectionId(1, index + 1), index < 5 ? Era.Y2018 : Era.Y2022, 0, 40, 500);
        }

        @Override
        public List<Nuisance> nuisances() {
            return List.of();
        }
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
                Subdetector.ecalBarrel(seed, DetectorOptions.measured()),
                Subdetector.hcal(seed, List.of(1), DetectorOptions.measured()),
                Subdetector.tracker(seed, List.of(1), DetectorOptions.measured()),
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
