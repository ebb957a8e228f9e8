package org.lumiwatch.evaluate.metric;

import org.lumiwatch.judge.TestOptions;

/**
 * Incidents that are not true, and what they cost. An incident is true only when kind and onset match and the places overlap to at
 * least half, see {@link org.lumiwatch.evaluate.TruthMatching}.
 *
 * <p>Calibration needs at least 30 expected incidents: raise the budget or the days.
 *
 * @param scored lumisections
 * @param cells of the subdetector times lumisections
 * @param incidents that are not true
 * @param misnamed those of them that only give a fault another name that people confuse with it
 * @param alarmed lumisections in which at least one of them stood
 * @param alarmedCells cells times lumisections that they covered
 */
public record FalseIncidents(long scored, long cells, long incidents, long misnamed, long alarmed, long alarmedCells) {
    /** In no lumisection: the identity of {@link #plus}. */
    public static final FalseIncidents NONE = new FalseIncidents(0, 0, 0, 0, 0, 0);

    public FalseIncidents {
        if (misnamed < 0 || misnamed > incidents || alarmed < 0 || alarmed > scored) {
            throw new IllegalArgumentException(
                    "false incidents: %d misnamed of %d, %d lumisections of %d (expected: 0 to all)"
                            .formatted(misnamed, incidents, alarmed, scored));
        }
        if (alarmedCells < 0 || alarmedCells > cells) {
            throw new IllegalArgumentException(
                    "false cells: %d of %d (expected: 0 to all)".formatted(alarmedCells, cells));
        }
    }

    public FalseIncidents plus(FalseIncidents other) {
        return new FalseIncidents(
                scored + other.scored,
                cells + other.cells,
                incidents + other.incidents,
                misnamed + other.misnamed,
                alarmed + other.alarmed,
                alarmedCells + other.alarmedCells);
    }

    /** Per day of 3,706 scored lumisections. */
    public Rate perDay() {
        return new Rate(incidents, days());
    }

    /** Hours per day in which at least one stood; no interval, for one incident fills many lumisections. */
    public double hoursPerDay() {
        return 24.0 * alarmed / scored;
    }

    /** Share of lumisections times cells that were falsely alarmed; at most 10⁻³ is asked for. */
    public double cellShare() {
        return (double) alarmedCells / cells;
    }

    /** Scored days. */
    public double days() {
        return (double) scored / TestOptions.LUMISECTIONS_PER_DAY;
    }
}
