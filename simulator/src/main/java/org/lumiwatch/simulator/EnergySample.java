package org.lumiwatch.simulator;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Events of one lumisection as the calorimeters measure them: the imbalance in the transverse plane and ΣET of each, in GeV.
 *
 * <p>ΣET is log-logistic, 30 GeV an interaction in the mean; the imbalance is 0.65 √ΣET times a normal vector, 3 % of events with an
 * exponential tail of three widths (all chosen). Energy scale and resolution, which no condition tells, wander by 2 % over 50
 * lumisections. Directions lean a little to one side, as beams off the middle make them.
 */
final class EnergySample {
    private static final double ENERGY_PER_INTERACTION = 30;
    /** Scale of the logistic law of log ΣET: a standard deviation of 0.25. */
    private static final double ENERGY_SPREAD = 0.14;

    private static final double RESOLUTION = 0.65;
    private static final double TAIL_SHARE = 0.03;
    private static final double TAIL_WIDTH = 3;
    /** Imbalance for no reason, as a share of ΣET. */
    private static final double OFF_CENTRE = 0.001;

    private static final double HIDDEN = 0.02;
    private static final int MEMORY = 50;
    /** Points in place of chance, where the expected shape is asked for: what they miss adds 5 % to the variance of sparse bins. */
    private static final int POINTS = 32768;

    final double[] x;
    final double[] y;
    final double[] sum;

    /** Where the numbers of the events come from, uniform in (0, 1). */
    private interface Numbers {
        double next();
    }

    private record Key(Moment moment, Distortion.Imbalance imbalance, boolean decoupled) {}

    private record Made(Key key, EnergySample sample) {}

    /** The sample made last, for the elements that are filled from the same one. Safe for any number of threads. */
    static final class Source {
        private final long seed;
        private final AtomicReference<Made> last;

        Source(long seed) {
            this.seed = seed;
            this.last = new AtomicReference<>(new Made(
                    new Key(
                            new Moment(-1, new org.lumiwatch.lumisection.LumisectionId(1, 1), 0, 0),
                            Distortion.NONE.imbalance(),
                            false),
                    new EnergySample(0)));
        }

        /** As many events as the moment has. */
        EnergySample of(Moment moment, Distortion distortion) {
            Key key = new Key(moment, distortion.imbalance(), distortion.decoupled());
            Made made = last.get();
            if (!made.key.equals(key)) {
                Chance chance = Chance.of(seed, name(distortion), moment.index());
                EnergySample sample = new EnergySample(moment.pileup() <= 0 ? 0 : moment.events());
                sample.fill(seed, moment, distortion, chance::positive);
                made = new Made(key, sample);
                last.set(made);
            }
            return made.sample;
        }

        /** Points of equal weight that fill the space of events evenly. */
        EnergySample expected(Moment moment, Distortion distortion) {
            EnergySample sample = new EnergySample(moment.pileup() <= 0 ? 0 : POINTS);
            sample.fill(seed, moment, distortion, new Lattice(Chance.of(seed, "JetMET/lattice", moment.index())));
            return sample;
        }
    }

    private EnergySample(int events) {
        this.x = new double[events];
        this.y = new double[events];
        this.sum = new double[events];
    }

    private static String name(Distortion distortion) {
        return distortion.decoupled() ? "JetMET/other" : "JetMET";
    }

    private void fill(long seed, Moment moment, Distortion distortion, Numbers numbers) {
        String name = name(distortion);
        double scale = 1 + HIDDEN * wandering(seed, name + "/scale", moment.index());
        double resolution = RESOLUTION * (1 + HIDDEN * wandering(seed, name + "/resolution", moment.index()));
        Distortion.Imbalance unseen = distortion.imbalance();
        double mean = StrictMath.PI * ENERGY_SPREAD / StrictMath.sin(StrictMath.PI * ENERGY_SPREAD);
        double energy = ENERGY_PER_INTERACTION / mean * moment.pileup() * scale * Math.max(0, 1 - unseen.lost());
        for (int i = 0; i < sum.length; i++) {
            double u = numbers.next();
            double et = energy * StrictMath.pow(u / (1 - u), ENERGY_SPREAD);
            double radius = StrictMath.sqrt(-2 * StrictMath.log(numbers.next()));
            double angle = 2 * StrictMath.PI * numbers.next();
            double tail = numbers.next();
            if (tail < TAIL_SHARE) {
                radius -= TAIL_WIDTH * StrictMath.log(tail / TAIL_SHARE);
            }
            double size = resolution * Math.sqrt(et) * radius;
            x[i] = size * StrictMath.cos(angle) + (OFF_CENTRE + unseen.x()) * et;
            y[i] = size * StrictMath.sin(angle) + unseen.y() * et;
            sum[i] = et;
        }
    }

    /** Unit variance: independent values {@value #MEMORY} lumisections apart, joined by straight lines. */
    private static double wandering(long seed, String name, int index) {
        double along = (double) (index % MEMORY) / MEMORY;
        double before = Chance.of(seed, name, index / MEMORY).normal();
        double after = Chance.of(seed, name, index / MEMORY + 1).normal();
        return ((1 - along) * before + along * after) / Math.sqrt(along * along + (1 - along) * (1 - along));
    }

    /**
     * Four numbers an event that fill the cube evenly: multiples of irrational steps, begun anywhere so that what is uneven is not
     * the same every time. Energy and size of the imbalance matter most: theirs are the best pair (Roberts 2018).
     */
    private static final class Lattice implements Numbers {
        private static final List<Double> STEPS =
                List.of(0.7548776662466927, 0.5698402909980532, Math.sqrt(2) - 1, Math.sqrt(3) - 1);
        private final double[] begin = new double[STEPS.size()];
        private long event;
        private int dimension;

        Lattice(Chance chance) {
            for (int i = 0; i < begin.length; i++) {
                begin[i] = chance.nextDouble();
            }
        }

        @Override
        public double next() {
            if (dimension == begin.length) {
                dimension = 0;
                event++;
            }
            double at = begin[dimension] + event * STEPS.get(dimension);
            dimension++;
            return Math.clamp(at - Math.floor(at), 1e-9, 1 - 1e-9);
        }
    }
}
