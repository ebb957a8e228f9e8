package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.evaluate.InjectedFault.Region;

/**
 * What the missing energy feels of faults in calorimeter maps. Every map of a stream that has an azimuth carries the same share of
 * the transverse energy, spread evenly over its instrumented cells (chosen).
 */
final class Calorimeters {
    /** Imbalance from which a fault shows in the direction of the missing energy. */
    private static final double VISIBLE = 0.001;

    private final Map<ElementName, Geometry> maps = new LinkedHashMap<>();

    Calorimeters(List<ElementGenerator> generators) {
        for (ElementGenerator generator : generators) {
            Geometry geometry = generator.geometry();
            if (geometry.xPeriodic() || geometry.yPeriodic() || geometry.eta() == EtaAxis.RADIUS) {
                maps.put(generator.name(), geometry);
            }
        }
    }

    /** Sum over all faults that act at {@code index}. */
    Distortion.Imbalance imbalance(List<Fault> faults, int index) {
        Distortion.Imbalance total = Distortion.NONE.imbalance();
        for (Fault fault : faults) {
            var spell = fault.spellAt(index);
            if (spell.isPresent()) {
                double efficiency = fault.effect()
                        .efficiency(index - spell.get().first(), spell.get().length());
                if (efficiency != 1) {
                    total = total.plus(energy(fault).times(1 - efficiency));
                }
            }
        }
        return total;
    }

    /** Where a fault shows besides its own regions: in the direction of the missing energy when it is large enough. */
    List<Region> alsoIn(Fault fault, List<ElementGenerator> generators) {
        List<Region> shown = new ArrayList<>();
        double factor = fault.effect().factorAfter(fault.spells().getLast().length());
        boolean efficiency = fault.effect().efficiency(0, 1) != 1;
        if (efficiency && energy(fault).times(1 - factor).size() > VISIBLE) {
            for (ElementGenerator generator : generators) {
                if (generator instanceof MissingEnergy element && element.showsDirection()) {
                    int bins = generator.geometry().nx();
                    shown.add(new Region(generator.name(), Box.of(0, 0, bins - 1, 0)));
                }
            }
        }
        return shown;
    }

    /** Share of all energy that the cells of a fault measure, and the sum of its directions. */
    private Distortion.Imbalance energy(Fault fault) {
        Distortion.Imbalance total = Distortion.NONE.imbalance();
        double share = fault.effect() instanceof Effect.Scattered scattered ? scattered.share() : 1;
        for (Region region : fault.regions()) {
            Geometry geometry = maps.get(region.element());
            if (geometry != null) {
                total = total.plus(energy(geometry, region.box()).times(share / maps.size()));
            }
        }
        return total;
    }

    private static Distortion.Imbalance energy(Geometry geometry, Box box) {
        boolean[] instrumented = geometry.instrumented();
        int cells = 0;
        for (boolean one : instrumented) {
            cells += one ? 1 : 0;
        }
        double lost = 0;
        double x = 0;
        double y = 0;
        for (int iz = box.z0(); iz <= box.z1(); iz++) {
            for (int iy = box.y0(); iy <= box.y1(); iy++) {
                for (int ix = box.x0(); ix <= box.x1(); ix++) {
                    if (instrumented[geometry.cell(ix, iy, iz)]) {
                        double phi = azimuth(geometry, ix, iy);
                        lost += 1;
                        x += StrictMath.cos(phi);
                        y += StrictMath.sin(phi);
                    }
                }
            }
        }
        return new Distortion.Imbalance(lost / cells, x / cells, y / cells);
    }

    private static double azimuth(Geometry geometry, int x, int y) {
        if (geometry.xPeriodic()) {
            return 2 * StrictMath.PI * (x + 0.5) / geometry.nx();
        }
        if (geometry.yPeriodic()) {
            return 2 * StrictMath.PI * (y + 0.5) / geometry.ny();
        }
        return StrictMath.atan2(y - (geometry.ny() - 1) / 2.0, x - (geometry.nx() - 1) / 2.0);
    }
}
