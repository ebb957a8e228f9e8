package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private record Wobble(int cell, double size, int memory) {
        double factor(long seed, String name, int index) {
            int knot = index / memory;
            double along = (double) (index % memory) / memory;
            double before = Chance.of(seed, name, cell, knot).normal();
            double after = Chance.of(seed, name, cell, knot + 1).normal();
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
            if (!generator.live(cell)) {
                continue;
            }
            if (u < options.flickering()) {
                spells(cell, lumisections, Chance.of(seed, generator.name().path() + "/flicker", cell), flickers);
            } else if (u < options.flickering() + options.wobbling()) {
                double size = 0.01 + 0.04 * chance.nextDouble();
                int memory = (int) (10 * StrictMath.pow(10, chance.nextDouble()));
                wobbles.add(new Wobble(cell, size, memory));
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

    void apply(Cells cells, int index) {
        Chance chance = Chance.of(seed, generator.name().path() + "/unrest", index);
        each(index, (cell, factor) -> cells.scale(cell, factor, chance));
    }

    /** Efficiency of every cell in one lumisection, relative to a steady one. */
    double[] factors(int index) {
        double[] factors = new double[generator.geometry().cells()];
        Arrays.fill(factors, 1);
        each(index, (cell, factor) -> factors[cell] *= factor);
        return factors;
    }

    private interface Scaling {
        void scale(int cell, double factor);
    }

    private void each(int index, Scaling scaling) {
        for (Flicker flicker : flickers) {
            if (index >= flicker.first() && index <= flicker.last()) {
                scaling.scale(flicker.cell(), flicker.factor());
            }
        }
        String walk = generator.name().path() + "/wobble";
        for (Wobble wobble : wobbles) {
            scaling.scale(wobble.cell(), wobble.factor(seed, walk, index));
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
                            "[%d, %d] by %.1f %% over %d LS",
                            geometry.x(wobble.cell()),
                            geometry.y(wobble.cell()),
                            100 * wobble.size(),
                            wobble.memory())));
        }
        return nuisances;
    }
}
