package org.lumiwatch.bench.stream;

import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;
import org.lumiwatch.simulator.UnrestOptions;

/** A map with noise as measured, or other than anything was tuned for. */
public record Situation(Subject subject, Noise noise) {
    /** How counts fluctuate. */
    public enum Noise {
        MEASURED(""),
        /** 1 % of the cells flicker, 3 % of them and of the groups wobble. */
        UNREST("flicker and wobble"),
        FANO_11("Fano factor 11"),
        POISSON("Poisson"),
        FEW_EVENTS("half the events");

        private final String label;

        Noise(String label) {
            this.label = label;
        }
    }

    /** Noise as measured. */
    public static Situation usual(Subject subject) {
        return new Situation(subject, Noise.MEASURED);
    }

    public boolean isUsual() {
        return noise == Noise.MEASURED;
    }

    /** Such as {@code EB} or {@code EB, Poisson}. */
    public String label() {
        return isUsual() ? subject.label() : subject.label() + ", " + noise.label;
    }

    /** Events per lumisection at the usual prescale. */
    public int events() {
        return noise == Noise.FEW_EVENTS ? subject.events() / 2 : subject.events();
    }

    public Subdetector subdetector(long seed) {
        DetectorOptions measured = DetectorOptions.measured();
        return subject.subdetector(
                seed,
                switch (noise) {
                    case FANO_11 -> measured.withClustering(10.0 / 7);
                    case POISSON -> measured.withClustering(0);
                    case MEASURED, UNREST, FEW_EVENTS -> measured;
                });
    }

    public UnrestOptions unrest() {
        return noise == Noise.UNREST ? UnrestOptions.typical() : UnrestOptions.none();
    }
}
