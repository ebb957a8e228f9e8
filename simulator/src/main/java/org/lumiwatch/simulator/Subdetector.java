package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;

/** A part of the detector: its elements share their common mode. Made by {@link #ecalBarrel}, {@link #hcal}, {@link #tracker}. */
public final class Subdetector {
    private final String name;
    private final List<ElementGenerator> elements;

    Subdetector(String name, List<ElementGenerator> elements) {
        this.name = name;
        this.elements = List.copyOf(elements);
    }

    /** The tower occupancy map of the ECAL barrel. */
    public static Subdetector ecalBarrel(long seed, EcalBarrel.Options options) {
        return new Subdetector("ECAL barrel", List.of(new EcalBarrel(seed, options)));
    }

    /** Digi occupancy maps of HCAL, one a depth from 1 to 4. */
    public static Subdetector hcal(long seed, List<Integer> depths) {
        return new Subdetector(
                "HCAL",
                depths.stream()
                        .<ElementGenerator>map(depth -> new HcalDepthMap(seed, depth))
                        .toList());
    }

    /** Maps of pixel barrel layers, from 1 to 4, then the charge in layer 1 and the signal to noise of the first strip layer. */
    public static Subdetector tracker(long seed, List<Integer> layers) {
        List<ElementGenerator> elements = new java.util.ArrayList<>();
        layers.forEach(layer -> elements.add(new PixelLayer(seed, layer)));
        elements.add(Distribution.pixelCharge(seed));
        elements.add(Distribution.stripSignalToNoise(seed));
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

    /** Whether a cell counts anything when all is well. */
    public boolean live(ElementName element, int cell) {
        return generator(element).live(cell);
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
