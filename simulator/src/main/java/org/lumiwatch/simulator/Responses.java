package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Response of every cell of an element in every era, fading with wear; 0 where nothing is built or a cell is dead.
 *
 * <p>From era to era each cell changes by a few percent of its own, the map tilts by up to 3 %, three dead cells recover and others
 * die: a third as many as were dead at first. Losses grow towards high |eta| and scatter by 15 % between cells of a ring.
 */
final class Responses {
    private static final double TILT = 0.6;
    private static final double NEWLY_DEAD = 0.3;
    private static final int RECOVERED = 3;
    private static final double SCATTER_OF_LOSS = 0.15;

    private final Map<Era, double[]> byEra = new EnumMap<>(Era.class);
    private final Map<Era, String> defects = new EnumMap<>(Era.class);
    private final double[] fading;

    /**
     * How much cells differ and age.
     *
     * @param change standard deviation of a cell's change from era to era; a map tilts by .6 of it
     * @param dead share of cells at first
     * @param odd share of cells at ×0.3 or ×2.2
     * @param loss relative loss per lumisection of wear where eta is 0
     * @param lossAtEdge the same where it is ±1
     */
    record Recipe(double change, double dead, double odd, double loss, double lossAtEdge) {
        Recipe times(DetectorOptions options) {
            return new Recipe(
                    change * options.spread(),
                    dead * options.defects(),
                    odd * options.defects(),
                    loss * options.ageing(),
                    lossAtEdge * options.ageing());
        }
    }

    /**
     * Draws them.
     *
     * @param base response of 2018 before defects; 0 where nothing is built
     * @param eta of each cell, −1 to 1
     */
    Responses(Chance chance, double[] base, double[] eta, Recipe recipe) {
        double[] responses = base.clone();
        boolean[] dead = new boolean[base.length];
        fading = new double[base.length];
        for (int cell = 0; cell < base.length; cell++) {
            double u = chance.nextDouble();
            dead[cell] = base[cell] > 0 && u < recipe.dead;
            if (!dead[cell] && u < recipe.dead + recipe.odd) {
                responses[cell] *= u < recipe.dead + recipe.odd / 2 ? 0.3 : 2.2;
            }
            double loss = recipe.loss + (recipe.lossAtEdge - recipe.loss) * eta[cell] * eta[cell];
            fading[cell] = Math.max(0, loss * (1 + SCATTER_OF_LOSS * chance.normal()));
        }
        for (Era era : Era.values()) {
            if (era != Era.Y2018) {
                change(chance, responses, eta, recipe.change);
                recover(chance, dead);
                kill(chance, dead, base, NEWLY_DEAD * recipe.dead);
            }
            keep(era, responses, dead, base);
        }
    }

    private static void change(Chance chance, double[] responses, double[] eta, double size) {
        double tilt = TILT * size * (chance.nextBoolean() ? 1 : -1);
        for (int cell = 0; cell < responses.length; cell++) {
            responses[cell] *= Math.max(0.1, (1 + size * chance.normal()) * (1 + tilt * eta[cell]));
        }
    }

    private static void recover(Chance chance, boolean[] dead) {
        List<Integer> candidates = new ArrayList<>();
        for (int cell = 0; cell < dead.length; cell++) {
            if (dead[cell]) {
                candidates.add(cell);
            }
        }
        for (int i = 0; i < RECOVERED && !candidates.isEmpty(); i++) {
            dead[candidates.remove(/* index */ chance.nextInt(candidates.size()))] = false;
        }
    }

    private static void kill(Chance chance, boolean[] dead, double[] base, double share) {
        for (int cell = 0; cell < dead.length; cell++) {
            dead[cell] |= base[cell] > 0 && chance.nextDouble() < share;
        }
    }

    private void keep(Era era, double[] responses, boolean[] dead, double[] base) {
        double[] kept = responses.clone();
        int deadCells = 0;
        int built = 0;
        for (int cell = 0; cell < kept.length; cell++) {
            built += base[cell] > 0 ? 1 : 0;
            if (dead[cell]) {
                kept[cell] = 0;
                deadCells++;
            }
        }
        byEra.put(era, kept);
        defects.put(era, deadCells == 0 ? "" : "%d of %d cells dead in %s".formatted(deadCells, built, era));
    }

    /** Responses of all cells in a lumisection. */
    double[] at(Moment moment) {
        double[] responses = of(moment.era()).clone();
        for (int cell = 0; cell < responses.length; cell++) {
            // never below 0, and 1 − loss × wear at first
            responses[cell] /= 1 + fading[cell] * moment.wear();
        }
        return responses;
    }

    boolean live(Era era, int cell) {
        return of(era)[cell] > 0;
    }

    /** Such as {@code 17 of 2448 cells dead in Y2022}; empty when none is. */
    String defects(Era era) {
        return defects.getOrDefault(era, "");
    }

    private double[] of(Era era) {
        double[] responses = byEra.get(era);
        if (responses == null) {
            throw new IllegalStateException("era: %s (expected: one of %s)".formatted(era, byEra.keySet()));
        }
        return responses;
    }
}
