package org.lumiwatch.conditions;

/**
 * A named value with its unit, such as pileup in interactions per crossing. Two quantities are equal only when both name and
 * unit are, so a luminosity in /nb is never mistaken for one in /pb.
 */
public record Quantity(String name, String unit) implements Comparable<Quantity> {
    /** Mean number of interactions per bunch crossing. */
    public static final Quantity PILEUP = new Quantity("pileup", "1");
    /** Events that entered the histograms of the lumisection. */
    public static final Quantity EVENTS = new Quantity("events", "1");
    /** Luminosity delivered in the lumisection. */
    public static final Quantity DELIVERED_LUMINOSITY = new Quantity("delivered_luminosity", "/pb");
    /** Luminosity recorded in the lumisection. */
    public static final Quantity RECORDED_LUMINOSITY = new Quantity("recorded_luminosity", "/pb");
    /** LHC fill. */
    public static final Quantity FILL = new Quantity("fill", "number");
    /** Column of the trigger's prescale table. */
    public static final Quantity PRESCALE = new Quantity("prescale", "column");
    /** Number of the detector's configuration: another one from the lumisection in which something was changed on purpose. */
    public static final Quantity CONFIGURATION = new Quantity("configuration", "number");
    /** Start of the lumisection, seconds since 1970-01-01T00:00Z. */
    public static final Quantity START = new Quantity("start", "s");

    public Quantity {
        if (name.isBlank()) {
            throw new IllegalArgumentException("quantity: blank name (expected: a name such as pileup)");
        }
    }

    @Override
    public int compareTo(Quantity other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : unit.compareTo(other.unit);
    }
}
