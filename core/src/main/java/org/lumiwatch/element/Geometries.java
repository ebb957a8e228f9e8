package org.lumiwatch.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.element.Geometry.Tower;
import org.lumiwatch.histogram.Histogram;

/**
 * Binds names and shapes of elements to geometries. The first binding that matches wins; a histogram that none matches gets
 * {@link Geometry#line} or {@link Geometry#unknown}. Immutable.
 */
public final class Geometries {
    private final List<Binding> bindings;

    private Geometries(List<Binding> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    /** A geometry for all elements that match the glob and have its shape. */
    public record Binding(ElementGlob elements, Geometry geometry) {}

    /** The built-in geometries: ECAL barrel towers and crystals, endcap discs, HCAL maps per depth and in depth. */
    public static Geometries builtIn() {
        return new Geometries(List.of(
                new Binding(ElementGlob.of("*"), ecalBarrelTowers()),
                new Binding(ElementGlob.of("*"), ecalSupermoduleCrystals()),
                new Binding(ElementGlob.of("*EE*|*Endcap*|*endcap*"), ecalEndcapSupercrystals()),
                new Binding(ElementGlob.of("*"), hcalDepthMap()),
                new Binding(ElementGlob.of("*"), hcalVolume("HCAL endcap", 7)),
                new Binding(ElementGlob.of("*"), hcalVolume("HCAL barrel", 4))));
    }

    /** These bindings tried before the present ones. */
    public Geometries preceded(List<Binding> first) {
        List<Binding> all = new ArrayList<>(first);
        all.addAll(bindings);
        return new Geometries(all);
    }

    /** The geometry of an element, from its name and shape. */
    public Geometry bind(ElementName name, Histogram histogram) {
        return bound(name, histogram.bins(0), histogram.bins(1), histogram.bins(2))
                .orElseGet(() -> histogram.dimensions() == 1
                        ? Geometry.line(histogram.bins(0))
                        : Geometry.unknown(histogram.bins(0), histogram.bins(1), histogram.bins(2)));
    }

    /** The first geometry of nx × ny × nz cells that is bound to this name. */
    public Optional<Geometry> bound(ElementName name, int nx, int ny, int nz) {
        return bindings.stream()
                .filter(binding ->
                        binding.geometry().has(nx, ny, nz) && binding.elements().matches(name))
                .map(Binding::geometry)
                .findFirst();
    }

    /** All geometries, for listing and choosing by name. */
    public List<Binding> bindings() {
        return bindings;
    }

    /** 72 iphi (x) × 34 ieta (y) trigger towers; 36 supermodules of 4 × 17 towers. */
    static Geometry ecalBarrelTowers() {
        List<HardwareGroup> supermodules = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            supermodules.add(new HardwareGroup("EB-%02d".formatted(i + 1), List.of(Box.of(4 * i, 0, 4 * i + 3, 16))));
            supermodules.add(new HardwareGroup("EB+%02d".formatted(i + 1), List.of(Box.of(4 * i, 17, 4 * i + 3, 33))));
        }
        return new Geometry(
                "ECAL barrel towers",
                72,
                34,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.Y,
                true,
                false,
                new Tower(1, 1),
                supermodules,
                List.of(),
                true);
    }

    /** 85 crystals in eta (x) × 20 in phi (y) of one supermodule, in towers of 5×5. */
    static Geometry ecalSupermoduleCrystals() {
        return new Geometry(
                "ECAL supermodule crystals",
                85,
                20,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.X,
                false,
                false,
                new Tower(5, 5),
                List.of(),
                List.of(),
                true);
    }

    /** 20×20 supercrystals of a disc with a hole; cells outside radius 10 or inside 1.5 do not exist, the rest show by being filled. */
    static Geometry ecalEndcapSupercrystals() {
        List<Box> absent = new ArrayList<>();
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                double radius = Math.hypot(x - 9.5, y - 9.5);
                if (radius > 10.05 || radius < 1.5) {
                    absent.add(Box.of(x, y, x, y));
                }
            }
        }
        return new Geometry(
                "ECAL endcap supercrystals",
                20,
                20,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.RADIUS,
                false,
                false,
                new Tower(1, 1),
                List.of(),
                absent,
                false);
    }

    /** 84 ieta (x, −42…−1 then 1…42) × 72 iphi (y) of one depth; cells exist once seen filled. */
    static Geometry hcalDepthMap() {
        return new Geometry(
                "HCAL depth map",
                84,
                72,
                1,
                CountLaw.BINOMIAL,
                EtaAxis.X,
                false,
                true,
                new Tower(1, 1),
                readoutBoxes(),
                List.of(),
                false);
    }

    /** 72 iphi (x) × 64 ieta (y, −32…−1 then 1…32) × depth. */
    static Geometry hcalVolume(String name, int depths) {
        return new Geometry(
                name,
                72,
                64,
                depths,
                CountLaw.BINOMIAL,
                EtaAxis.Y,
                true,
                false,
                new Tower(1, 1),
                volumeReadoutBoxes(depths),
                List.of(),
                false);
    }

    /** Readout box k of a side holds iphi 4k−5 … 4k−2: box 1 is iphi 71, 72, 1, 2. */
    private static List<HardwareGroup> readoutBoxes() {
        List<HardwareGroup> boxes = new ArrayList<>();
        for (int k = 1; k <= 18; k++) {
            boxes.add(new HardwareGroup("HBM%02d".formatted(k), turn(k, 26, 41)));
            boxes.add(new HardwareGroup("HBP%02d".formatted(k), turn(k, 42, 57)));
            boxes.add(new HardwareGroup("HEM%02d".formatted(k), turn(k, 13, 25)));
            boxes.add(new HardwareGroup("HEP%02d".formatted(k), turn(k, 58, 70)));
        }
        return boxes;
    }

    private static List<Box> turn(int k, int xLow, int xHigh) {
        if (k == 1) {
            return List.of(Box.of(xLow, 0, xHigh, 1), Box.of(xLow, 70, xHigh, 71));
        }
        return List.of(Box.of(xLow, 4 * k - 6, xHigh, 4 * k - 3));
    }

    private static List<HardwareGroup> volumeReadoutBoxes(int depths) {
        List<HardwareGroup> boxes = new ArrayList<>();
        for (int k = 1; k <= 18; k++) {
            boxes.add(new HardwareGroup("M%02d".formatted(k), volumeTurn(k, 0, 31, depths)));
            boxes.add(new HardwareGroup("P%02d".formatted(k), volumeTurn(k, 32, 63, depths)));
        }
        return boxes;
    }

    private static List<Box> volumeTurn(int k, int yLow, int yHigh, int depths) {
        if (k == 1) {
            return List.of(new Box(0, yLow, 0, 1, yHigh, depths - 1), new Box(70, yLow, 0, 71, yHigh, depths - 1));
        }
        return List.of(new Box(4 * k - 6, yLow, 0, 4 * k - 3, yHigh, depths - 1));
    }
}
