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

    /** The total of what faults change before an element is drawn. */
    static Distortion distortion(List<Fault> faults, ElementName element, int index) {
        Distortion total = Distortion.NONE;
        for (Fault fault : faults) {
            Distortion one = Distortion.of(fault.effect());
            if (!one.equals(Distortion.NONE) && fault.activeAt(index) && fault.touches(element)) {
                total = total.plus(one);
            }
        }
        return total;
    }

    /** Does nothing where the fault does not act. */
    void apply(Fault fault, int index, Chance chance) {
        if (!fault.touches(generator.name())) {
            return;
        }
        fault.spellAt(index).ifPresent(spell -> {
            List<Box> boxes = fault.regions().stream()
                    .filter(region -> region.element().equals(generator.name()))
                    .map(Region::box)
                    .toList();
            if (fault.effect() instanceof Effect.Swapped) {
                swap(boxes);
            } else {
                boxes.forEach(box -> apply(fault.effect(), box, spell, index - spell.first(), chance));
            }
        });
    }

    private void apply(Effect effect, Box box, Fault.Span spell, int since, Chance chance) {
        double total = cells.totalRate();
        double efficiency = effect.efficiency(since, spell.length());
        for (int z = box.z0(); z <= box.z1(); z++) {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    int cell = generator.geometry().cell(x, y, z);
                    switch (effect) {
                        case Effect.Efficiency _, Effect.Fading _, Effect.Tripped _ ->
                            cells.scale(cell, efficiency, chance);
                        case Effect.Scattered scattered -> {
                            if (scattered.touches(cell)) {
                                cells.scale(cell, efficiency, chance);
                            }
                        }
                        case Effect.Noise(double counts) -> add(cell, counts, chance);
                        case Effect.Background background -> add(cell, background.countsAfter(since), chance);
                        case Effect.Spike(double share) -> add(cell, share * total / box.cells(), chance);
                        case Effect.Multiplied(double factor) ->
                            cells.counts[cell] = StrictMath.rint(cells.counts[cell] * factor);
                        case Effect.Overwritten(double counts) -> cells.counts[cell] = counts;
                        case Effect.Reshaped _, Effect.LostEvents _, Effect.Decoupled _, Effect.Swapped _ -> {
                            // done when the element was drawn, or by itself
                        }
                    }
                }
            }
        }
    }

    /** Exchanges each box with the next, cell by cell. */
    private void swap(List<Box> boxes) {
        for (int i = 0; i + 1 < boxes.size(); i += 2) {
            Box one = boxes.get(i);
            Box two = boxes.get(i + 1);
            for (int z = 0; z <= one.z1() - one.z0(); z++) {
                for (int y = 0; y <= one.y1() - one.y0(); y++) {
                    for (int x = 0; x <= one.x1() - one.x0(); x++) {
                        cells.swap(cell(one, x, y, z), cell(two, x, y, z));
                    }
                }
            }
        }
    }

    private int cell(Box box, int x, int y, int z) {
        return generator.geometry().cell(box.x0() + x, box.y0() + y, box.z0() + z);
    }

    /** A channel that was dead from the start does not even make noise. */
    private void add(int cell, double mean, Chance chance) {
        if (!generator.live(era, cell)) {
            return;
        }
        cells.counts[cell] = Math.min(cells.most, cells.counts[cell] + chance.poisson(mean));
    }
}
