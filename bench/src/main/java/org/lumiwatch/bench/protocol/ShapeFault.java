package org.lumiwatch.bench.protocol;

import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.simulator.Effect;
import org.lumiwatch.simulator.Fault;

/** What goes wrong with METSig, of 51 bins of 0.1: each shape fault twice, so that one of them is not found by everybody. */
enum ShapeFault {
    SHIFTED_LITTLE("shifted by .04", 0, 50),
    SHIFTED("shifted by .1", 0, 50),
    WIDENED_LITTLE("widened ×1.06", 0, 50),
    WIDENED("widened ×1.15", 0, 50),
    SMALL_SPIKE("spike of 1 %", 20, 20),
    SPIKE("spike of 2 %", 20, 20),
    SMALL_TAIL("tail of 1 %", 25, 45),
    TAIL("tail of 2 %", 25, 45),
    DEAD_SPARSE("dead bin of .8 %", 18, 18),
    DEAD("dead bins of 9 % each", 6, 7),
    /** Healthy by itself; only its relation to the companions is broken. */
    DECOUPLED("relation broken", 0, 50);

    /** Of a bin, in units of the axis, which begins at 0. */
    private static final double WIDTH = 0.1;
    /** Share of the healthy mean below which no faulty mean is taken, so that a stray count does not rule a fault out. */
    private static final double STRAY = 1e-3;

    private final String label;
    private final int first;
    private final int last;

    ShapeFault(String label, int first, int last) {
        this.label = label;
        this.first = first;
        this.last = last;
    }

    String label() {
        return label;
    }

    private Effect effect() {
        return switch (this) {
            case SHIFTED_LITTLE -> new Effect.Reshaped(0.04, 1);
            case SHIFTED -> new Effect.Reshaped(0.1, 1);
            case WIDENED_LITTLE -> new Effect.Reshaped(0, 1.06);
            case WIDENED -> new Effect.Reshaped(0, 1.15);
            case SMALL_SPIKE -> new Effect.Spike(0.01);
            case SPIKE -> new Effect.Spike(0.02);
            case SMALL_TAIL -> new Effect.Spike(0.01);
            case TAIL -> new Effect.Spike(0.02);
            case DEAD_SPARSE -> new Effect.Efficiency(0);
            case DEAD -> new Effect.Efficiency(0);
            case DECOUPLED -> new Effect.Decoupled();
        };
    }

    boolean showsInOneElement() {
        return this != DECOUPLED;
    }

    Fault fault(ElementName element, Fault.Span span) {
        return Fault.shape(element, Box.of(first, 0, last, 0), effect(), span);
    }

    /** Expected counts of each bin with the fault, of those without. */
    double[] means(double[] healthy) {
        Effect effect = effect();
        double[] means = effect instanceof Effect.Reshaped(double shift, double widening)
                ? moved(healthy, shift, widening)
                : healthy.clone();
        double total = 0;
        for (double mean : healthy) {
            total += mean;
        }
        for (int bin = first; bin <= last; bin++) {
            if (effect instanceof Effect.Spike(double share)) {
                means[bin] += share * total / (last - first + 1);
            } else if (effect instanceof Effect.Efficiency(double factor)) {
                means[bin] *= factor;
            }
        }
        for (int bin = 0; bin < means.length; bin++) {
            means[bin] = Math.max(means[bin], STRAY * healthy[bin]);
        }
        return means;
    }

    /** A value v is filled as widening·v + shift; within a bin values lie evenly. */
    private static double[] moved(double[] healthy, double shift, double widening) {
        double[] means = new double[healthy.length];
        for (int bin = 0; bin < means.length; bin++) {
            double low = (bin * WIDTH - shift) / widening / WIDTH;
            double high = ((bin + 1) * WIDTH - shift) / widening / WIDTH;
            means[bin] = below(healthy, high) - below(healthy, low);
        }
        return means;
    }

    private static double below(double[] means, double edge) {
        double sum = 0;
        for (int bin = 0; bin < means.length && bin < edge; bin++) {
            sum += means[bin] * Math.min(1, edge - bin);
        }
        return sum;
    }
}
