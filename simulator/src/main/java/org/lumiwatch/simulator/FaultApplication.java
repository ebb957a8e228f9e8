package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Puts faults into the cells of one element. Each fault has its own chance, so it changes nothing outside its cells and
 * lumisections: everywhere else the stream equals, count by count, the one without it.
 */
final class FaultApplication {
    private final ElementGenerator generator;
    private final Cells cells;
    private final Era era;

    FaultApplication(ElementGenerator generator, Cells cells, Era era) {
        this.era = era;
        this.generator = generator;
        this.cells = cells;
    }

    /** The total change of form of an element, before it is drawn. */
    static Distortion distortion(List<Fault> faults, ElementName element, int index) {
        Distortion total = Distortion.NONE;
        for (Fault fault : faults) {
            if (fault.effect() instanceof Effect.Reshaped(double shift, double widening)
                    && fault.activeAt(index)
                    && fault.regions().stream()
                            .anyMatch(region -> region.element().equals(element))) {
                total = total.plus(new Distortion(shift, widening));
            }
        }
        return total;
    }

    void apply(Fault fault, int index, Chance chance) {
        for (Region region : fault.regions()) {
            if (region.element().equals(generator.name())) {
                apply(fault, region.box(), index, chance);
            }
        }
    }

    private void apply(Fault fault, Box box, int index, Chance chance) {
        double total = cells.totalRate();
        for (int z = box.z0(); z <= box.z1(); z++) {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    int cell = generator.geometry().cell(x, y, z);
                    switch (fault.effect()) {
                        case Effect.Efficiency(double factor) -> cells.scale(cell, factor, chance);
                        case Effect.Fading(double loss) ->
                            cells.scale(cell, Math.max(0, 1 - loss * (index - fault.first() + 1)), chance);
                        case Effect.Noise(double counts) -> add(cell, counts, chance);
                        case Effect.Spike(double share) -> add(cell, share * total / box.cells(), chance);
                        case Effect.Reshaped _ -> {
                            // done when the element was drawn
                        }
                    }
                }
            }
        }
    }

    /** A channel that was dead from the start does not even make noise. */
    private void add(int cell, double mean, Chance chance) {
        if (!generator.live(era, cell)) {
            return;
        }
        cells.counts[cell] = Math.min(cells.most, cells.counts[cell] + chance.poisson(mean));
    }
}
