package org.lumiwatch.bench;

import java.util.List;
import org.lumiwatch.evaluate.metric.Rate;

/**
 * What a protocol measured: tables with one row a contender, pictures, and each target with what became of it.
 *
 * @param data where the lumisections came from
 * @param notes what a reader must know to use the figures rightly: sizes, definitions, what fell short and why
 */
public record Report(Data data, List<Table> tables, List<Figure> figures, List<Target> targets, List<String> notes) {
    /** Where lumisections came from; every claim says so. */
    public enum Data {
        SIMULATED,
        REAL
    }

    public Report {
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /**
     * A target and what became of it.
     *
     * @param asked such as {@code ≤ 5·10⁻⁵ in 1 LS}
     * @param measured such as {@code 3.1·10⁻⁵ (≤ 6·10⁻⁵)}
     */
    public record Target(String asked, String measured, Outcome outcome) {
        /** What became of a target. */
        public enum Outcome {
            MET,
            MISSED,
            /** This run was too short to show it, or its subject does not exist yet. */
            NOT_SHOWN
        }

        /** A rate that may not be above {@code most}: met when its limit meets that, missed when its interval lies above. */
        public static Target ofRate(String asked, String measured, Rate rate, double most) {
            Outcome outcome = rate.limit() <= most
                    ? Outcome.MET
                    : rate.interval().low() > most ? Outcome.MISSED : Outcome.NOT_SHOWN;
            return new Target(asked, measured, outcome);
        }

        /** Met or missed. */
        public static Target of(String asked, String measured, boolean met) {
            return new Target(asked, measured, met ? Outcome.MET : Outcome.MISSED);
        }
    }
}
