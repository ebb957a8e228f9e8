package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;

/** A part of the detector: its elements share their common mode. Made by {@link #ecalBarrel} and the like. */
public final class Subdetector {
    private final String name;
    private final List<ElementGenerator> elements;

    Subdetector(String name, List<ElementGenerator> elements) {
        this.name = name;
        this.elements = List.copyOf(elements);
    }

    /** The tower occupancy map of the ECAL barrel. */
    public static Subdetector ecalBarrel(long seed, DetectorOptions options) {
        return new Subdetector("ECAL barrel", List.of(new EcalMap(seed, new EcalBarrel(), options)));
    }

    /** The supercrystal occupancy maps of ECAL endcaps EE+ and EE−, 20×20 each. */
    public static Subdetector ecalEndcaps(long seed, DetectorOptions options) {
        return new Subdetector(
                "ECAL endcaps",
                List.of(new EcalMap(seed, EcalEndcap.plus(), options), new EcalMap(seed, EcalEndcap.minus(), options)));
    }

    /** Digi occupancy maps of HCAL, one a depth from 1 to 4. */
    public static Subdetector hcal(long seed, List<Integer> depths, DetectorOptions options) {
        return new Subdetector(
                "HCAL",
                depths.stream()
                        .<ElementGenerator>map(depth -> HcalMap.depth(seed, depth, options))
                        .toList());
    }

    /**
     * Digi occupancy of HCAL, depth 1, of channels as they were recorded.
     *
     * @param shares of the events in which each of 84 ieta (x) × 72 iphi (y) channels was over threshold, 0 to 1, x fastest
     */
    public static Subdetector hcalRecorded(long seed, double[] shares, DetectorOptions options) {
        return new Subdetector("HCAL as recorded", List.of(HcalMap.recorded(seed, shares, options)));
    }

    /** Digi occupancy of the HCAL endcap: 72 iphi (x) × 64 ieta (y) × 7 depths. */
    public static Subdetector hcalEndcap(long seed, DetectorOptions options) {
        return new Subdetector("HCAL endcap", List.of(HcalMap.endcap(seed, options)));
    }

    /** Digi occupancy of the HCAL barrel: 72 iphi (x) × 64 ieta (y) × 4 depths. */
    public static Subdetector hcalBarrel(long seed, DetectorOptions options) {
        return new Subdetector("HCAL barrel", List.of(HcalMap.barrel(seed, options)));
    }

    /** Digi occupancy of pixel barrel layers, from 1 to 4, in 200 bins along the beam (x) × 300 around it (y). */
    public static Subdetector pixelBarrel(long seed, List<Integer> layers, DetectorOptions options) {
        return new Subdetector(
                "pixel barrel",
                layers.stream()
                        .<ElementGenerator>map(layer -> new PixelMap(seed, PixelLayout.bins(layer), options))
                        .toList());
    }

    /** Charge of clusters, and their number in an event, in the first strip layer. */
    public static Subdetector strips(long seed, DetectorOptions options) {
        return new Subdetector(
                "strips", List.of(Distribution.stripCharge(seed, options), Distribution.stripClusters(seed, options)));
    }

    /** Maps of pixel barrel layers by readout chip, from 1 to 4, then the charge in layer 1 and the signal to noise of the first strip layer. */
    public static Subdetector tracker(long seed, List<Integer> layers, DetectorOptions options) {
        List<ElementGenerator> elements = new java.util.ArrayList<>();
        layers.forEach(layer -> elements.add(new PixelMap(seed, PixelLayout.chips(layer), options)));
        elements.add(Distribution.pixelCharge(seed, options));
        elements.add(Distribution.stripSignalToNoise(seed, options));
        return new Subdetector("tracker", elements);
    }

    /** METSig, METPhi, MET_2 and SumET, made of one sample of events a lumisection and of all calorimeters. */
    public static Subdetector missingEnergy(long seed) {
        return new Subdetector("missing energy", List.copyOf(MissingEnergy.all(seed)));
    }

    public String name() {
        return name;
    }

    public List<ElementName> elements() {
        return elements.stream().map(ElementGenerator::name).toList();
    }

    /** Geometry of one of its elements. */
    public Geometry geometry(ElementName element) {
        return generator(element).geometry();
    }

    /** Whether a cell counts anything when all is well, in every era. */
    public boolean live(ElementName element, int cell) {
        return generator(element).alwaysLive(cell);
    }

    /** Whether a cell counts anything when all is well in one era. */
    public boolean live(ElementName element, Era era, int cell) {
        return generator(element).live(era, cell);
    }

    /** Length of the first axis of an element, in its units. */
    double extent(ElementName element) {
        var axis = generator(element).axes().getFirst();
        return axis.high() - axis.low();
    }

    /** Whether its elements are made of the same events, so that there is a relation to break. */
    boolean related() {
        return elements.stream().allMatch(MissingEnergy.class::isInstance);
    }

    List<ElementGenerator> generators() {
        return elements;
    }

    private ElementGenerator generator(ElementName element) {
        return elements.stream()
                .filter(one -> one.name().equals(element))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "element of %s: %s (expected: one of %s)".formatted(name, element, elements())));
    }
}
