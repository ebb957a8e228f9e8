package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.simulator.chance.Chance;

/** The unsteady cells of one element. */
final class Unrest {
    private static final int LONGEST = 500;

    private final long seed;
    private final ElementGenerator generator;
    private final List<Flicker> flickers;
    private final List<Wobble> wobbles;

    private Unrest(long seed, ElementGenerator generator, List<Flicker> flickers, List<Wobble> wobbles) {
        this.seed = seed;
        this.generator = generator;
        this.flickers = List.copyOf(flickers);
        this.wobbles = List.copyOf(wobbles);
    }

    /** One spell of a flickering cell, places in the stream inclusive. */
    private record Flicker(int cell, double factor, int first, int last) {}

    /**
     * Efficiency 1 + {@code size} × a random walk through independent normal values {@code memory} lumisections apart, joined by
     * straight lines and scaled to unit variance everywhere: so that any lumisection can be drawn by itself.
     */
    private record Wobble(String walk, String place, List<Box> boxes, double size, int memory) {
        /** 1 to 5 % with a memory of 10 to 100 lumisections. */
        static Wobble of(String walk, String place, List<Box> boxes, Chance chance) {
            double size = 0.01 + 0.04 * chance.nextDouble();
            return new Wobble(walk, place, boxes, size, (int) (10 * StrictMath.pow(10, chance.nextDouble())));
        }

        double factor(long seed, int index) {
            int knot = index / memory;
            double along = (double) (index % memory) / memory;
            double before = Chance.of(seed, walk, knot).normal();
            double after = Chance.of(seed, walk, knot + 1).normal();
            double scale = Math.sqrt(along * along + (1 - along) * (1 - along));
            return Math.max(0, 1 + size * ((1 - along) * before + along * after) / scale);
        }
    }

    static Unrest of(long seed, ElementGenerator generator, int lumisections, UnrestOptions options) {
        List<Flicker> flickers = new ArrayList<>();
        List<Wobble> wobbles = new ArrayList<>();
        Chance chance = Chance.of(seed, generator.name().path() + "/unrest");
        int cells = generator.geometry().cells();
        for (int cell = 0; cell < cells; cell++) {
            double u = chance.nextDouble();
            if (!generator.alwaysLive(cell)) {
                continue;
            }
            if (u < options.flickering()) {
                spells(cell, lumisections, Chance.of(seed, generator.name().path() + "/flicker", cell), flickers);
            } else if (u < options.flickering() + options.wobbling()) {
                String walk = generator.name().path() + "/wobble " + cell;
                Box box = generator.geometry().box(cell);
                wobbles.add(Wobble.of(walk, "[%d, %d]".formatted(box.x0(), box.y0()), List.of(box), chance));
            }
        }
        for (HardwareGroup group : generator.geometry().groups()) {
            // by its name: the same hardware wobbles alike in every element that sees it
            Chance own = Chance.of(seed, "unrest/" + group.name());
            if (own.nextDouble() < options.wobblingGroups()) {
                wobbles.add(Wobble.of("wobble/" + group.name(), group.name(), group.boxes(), own));
            }
        }
        return new Unrest(seed, generator, flickers, wobbles);
    }

    private static void spells(int cell, int lumisections, Chance chance, List<Flicker> into) {
        double factor = chance.nextDouble() < 0.5 ? 0 : 0.5 * StrictMath.pow(4, chance.nextDouble());
        int at = length(chance);
        while (at < lumisections) {
            int last = Math.min(lumisections - 1, at + length(chance) - 1);
            into.add(new Flicker(cell, factor, at, last));
            at = last + 1 + length(chance);
        }
    }

    /** 1 to 500 lumisections, as many spells in each decade of length. */
    private static int length(Chance chance) {
        return (int) StrictMath.pow(LONGEST + 0.99, chance.nextDouble());
    }

    /** Cells that flicker, at any time; rising. */
    List<Integer> flickering() {
        return flickers.stream().map(Flicker::cell).distinct().toList();
    }

    void apply(Cells cells, int index) {
        if (flickers.isEmpty() && wobbles.isEmpty()) {
            return;
        }
        Chance chance = Chance.of(seed, generator.name().path() + "/unrest", index);
        double[] factors = factors(index);
        for (int cell = 0; cell < factors.length; cell++) {
            if (factors[cell] != 1) {
                cells.scale(cell, factors[cell], chance);
            }
        }
    }

    /** Efficiency of every cell in one lumisection, relative to a steady one. */
    double[] factors(int index) {
        double[] factors = new double[generator.geometry().cells()];
        Arrays.fill(factors, 1);
        for (Flicker flicker : flickers) {
            if (index >= flicker.first() && index <= flicker.last()) {
                factors[flicker.cell()] *= flicker.factor();
            }
        }
        for (Wobble wobble : wobbles) {
            double factor = wobble.factor(seed, index);
            wobble.boxes().forEach(box -> multiply(factors, box, factor));
        }
        return factors;
    }

    private void multiply(double[] factors, Box box, double by) {
        for (int z = box.z0(); z <= box.z1(); z++) {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    factors[generator.geometry().cell(x, y, z)] *= by;
                }
            }
        }
    }

    List<Nuisance> truth(Schedule schedule) {
        List<Nuisance> nuisances = new ArrayList<>();
        var geometry = generator.geometry();
        for (Flicker flicker : flickers) {
            nuisances.add(new Nuisance(
                    "flicker",
                    List.of(generator.name()),
                    schedule.moment(flicker.first()).id(),
                    schedule.moment(flicker.last()).id(),
                    String.format(
                            Locale.ROOT,
                            "[%d, %d] at ×%.2f",
                            geometry.x(flicker.cell()),
                            geometry.y(flicker.cell()),
                            flicker.factor())));
        }
        for (Wobble wobble : wobbles) {
            nuisances.add(new Nuisance(
                    "wobble",
                    List.of(generator.name()),
                    schedule.moment(0).id(),
                    schedule.moment(schedule.lumisections() - 1).id(),
                    String.format(
                            Locale.ROOT,
                            "%s by %.1f %% over %d LS",
                            wobble.place(),
                            100 * wobble.size(),
                            wobble.memory())));
        }
        return nuisances;
    }
}
