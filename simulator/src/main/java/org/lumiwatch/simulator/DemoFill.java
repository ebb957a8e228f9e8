package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Three hours of a fill as a shift crew would not wish for: ECAL barrel, HCAL and tracker, two runs, fourteen faults of every
 * kind, and what must not alarm: pileup that decays, a prescale step, a new run, channels dead from the start, ageing.
 */
public final class DemoFill {
    private static final int LUMISECTIONS = 480;
    private static final int SECOND_RUN = 240;
    private static final int PRESCALE_STEP = 170;
    private static final Span HV_SAG = new Span(355, 394);

    private final long seed;
    private final Subdetector ecal;
    private final Subdetector hcal;
    private final Subdetector tracker;
    private final Chance places;

    private DemoFill(long seed) {
        this.seed = seed;
        DetectorOptions options = DetectorOptions.measured();
        this.ecal = Subdetector.ecalBarrel(seed, options.sampling(4));
        this.hcal = Subdetector.hcal(seed, List.of(1, 2, 3, 4), options);
        this.tracker = Subdetector.tracker(seed, List.of(1, 2), options);
        this.places = Chance.of(seed, "demo/places");
    }

    /** The whole stream; the seed decides all counts and where the faults are, not when. */
    public static Simulation of(long seed) {
        DemoFill demo = new DemoFill(seed);
        List<Fault> faults = new ArrayList<>();
        faults.addAll(demo.ecalFaults());
        faults.addAll(demo.hcalFaults());
        faults.addAll(demo.trackerFaults());
        return new Simulation(seed, demo.fill(), List.of(demo.ecal, demo.hcal, demo.tracker), faults);
    }

    private Fill fill() {
        Fill.BitDrop warning = new Fill.BitDrop("hbheb_ready", HV_SAG.first() - 1, HV_SAG.last());
        Fill.Options options = Fill.Options.of(LUMISECTIONS)
                .withEvents(1450, List.of(new Fill.PrescaleColumn(PRESCALE_STEP, 3, 1.4)))
                .withRuns(List.of(SECOND_RUN), 0, List.of(warning));
        return new Fill(seed, options);
    }

    private List<Fault> ecalFaults() {
        ElementName map = ecal.elements().getFirst();
        int x = 50 + places.nextInt(6);
        int y = 5 + places.nextInt(5);
        return List.of(
                Fault.efficiency(map, live(ecal, map, Box.of(2, 20, 8, 30)), 0, new Span(80, LUMISECTIONS - 1)),
                Fault.efficiency(map, live(ecal, map, Box.of(14, 3, 20, 13)), 5, new Span(100, 139)),
                Fault.efficiency(map, live(ecal, map, Box.of(34, 19, 42, 30)), 2, new Span(150, 230)),
                Fault.efficiency(map, Box.of(x, y, x + 4, y + 4), 0.5, new Span(185, 260)),
                Fault.group(List.of(map), group(ecal, map, "EB-07"), 0, new Span(265, 289)),
                Fault.global(ecal, 0.8, new Span(430, 454)));
    }

    private List<Fault> hcalFaults() {
        List<ElementName> maps = hcal.elements();
        ElementName depth1 = maps.get(0);
        ElementName depth2 = maps.get(1);
        // one noisy channel cannot be told from a hot one: a block of unequal channels can
        int x = 44 + places.nextInt(6);
        int y = 48 + places.nextInt(16);
        return List.of(
                Fault.efficiency(depth2, live(hcal, depth2, Box.of(14, 4, 17, 20)), 0, new Span(125, LUMISECTIONS - 1)),
                Fault.noisy(depth1, Box.of(x, y, x + 3, y + 3), 400, new Span(210, 290)),
                Fault.group(maps, group(hcal, depth1, "HEP09"), 0, new Span(300, 324)),
                Fault.group(List.of(depth1, depth2), group(hcal, depth1, "HBM12"), 0.7, HV_SAG));
    }

    private List<Fault> trackerFaults() {
        ElementName layer1 = tracker.elements().getFirst();
        ElementName charge = tracker.elements().get(2);
        ElementName signal = tracker.elements().get(3);
        Box bins = Box.of(0, 0, 99, 0);
        return List.of(
                Fault.group(List.of(layer1), group(tracker, layer1, "BPix_L1_LAD-05_MOD+3"), 0, new Span(115, 118)),
                Fault.shape(signal, bins, new Effect.Reshaped(-1.5, 1), new Span(310, 349)),
                Fault.group(
                        List.of(layer1),
                        group(tracker, layer1, "BPix_L1_LAD+03_MOD-2"),
                        0,
                        new Span(335, LUMISECTIONS - 1)),
                Fault.shape(charge, bins, new Effect.Reshaped(0, 1.15), new Span(365, 404)));
    }

    private static HardwareGroup group(Subdetector of, ElementName element, String name) {
        return of.geometry(element).groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "group of %s: %s (expected: one of its groups)".formatted(element, name)));
    }

    /** A cell of {@code zone} that counts when all is well. */
    private Box live(Subdetector of, ElementName element, Box zone) {
        Geometry geometry = of.geometry(element);
        while (true) {
            int x = zone.x0() + places.nextInt(zone.x1() - zone.x0() + 1);
            int y = zone.y0() + places.nextInt(zone.y1() - zone.y0() + 1);
            if (of.live(element, geometry.cell(x, y, 0))) {
                return Box.of(x, y, x, y);
            }
        }
    }
}
