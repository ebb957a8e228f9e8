package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Distributions whose form depends on the run, for a reason outside the detector: the trigger mix, a configuration. Each moves by up
 * to 2 % of its axis (chosen) and by itself.
 */
public enum RunModes {
    /** Every run alike. */
    STEADY {
        @Override
        double place(Chance chance) {
            return 0;
        }
    },
    /** One of two forms. */
    TWO {
        @Override
        double place(Chance chance) {
            return chance.nextBoolean() ? 1 : -1;
        }
    },
    /** One of three. */
    THREE {
        @Override
        double place(Chance chance) {
            return chance.nextInt(3) - 1;
        }
    },
    /** Any between. */
    CONTINUOUS {
        @Override
        double place(Chance chance) {
            return 2 * chance.nextDouble() - 1;
        }
    };

    private static final double SIZE = 0.02;

    /** −1 to 1. */
    abstract double place(Chance chance);

    Distortion of(long seed, ElementGenerator generator, int run) {
        return this == STEADY || generator.geometry().law() != CountLaw.MULTINOMIAL
                ? Distortion.NONE
                : Distortion.reshaped(shift(seed, generator, run), 1);
    }

    private double shift(long seed, ElementGenerator generator, int run) {
        Axis axis = generator.axes().getFirst();
        Chance chance = Chance.of(seed, generator.name().path() + "/mode", run);
        return SIZE * (axis.high() - axis.low()) * place(chance);
    }

    /** One nuisance a run. */
    List<Nuisance> truth(long seed, ElementGenerator generator, Schedule schedule) {
        List<Nuisance> runs = new ArrayList<>();
        if (this == STEADY || generator.geometry().law() != CountLaw.MULTINOMIAL) {
            return runs;
        }
        LumisectionId first = schedule.moment(0).id();
        for (int index = 1; index <= schedule.lumisections(); index++) {
            LumisectionId last = schedule.moment(index - 1).id();
            if (index == schedule.lumisections() || schedule.moment(index).id().run() != last.run()) {
                runs.add(new Nuisance(
                        "mode of run",
                        List.of(generator.name()),
                        first,
                        last,
                        String.format(Locale.ROOT, "moved by %.4g", shift(seed, generator, last.run()))));
                first = index == schedule.lumisections()
                        ? last
                        : schedule.moment(index).id();
            }
        }
        return runs;
    }
}
