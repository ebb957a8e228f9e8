package org.lumiwatch.connectors.oms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.lumiwatch.conditions.Quantity;

/** One list of the object. Grows while it is read. */
final class Column {
    /** What a value is. */
    enum Kind {
        NUMBER,
        BIT,
        ABSENT,
        TEXT,
        /** None of these. */
        BROKEN
    }

    private final String name;
    private double[] values = new double[1024];
    private Kind[] kinds = new Kind[1024];
    private int size;
    private boolean onlyText = true;

    Column(String name) {
        this.name = name;
    }

    void add(Kind kind, double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        onlyText &= kind == Kind.TEXT || kind == Kind.ABSENT;
        values[size] = value;
        kinds[size++] = kind;
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    double value(int i) {
        return values[i];
    }

    Kind kind(int i) {
        return kinds[i];
    }

    /** Words such as the prescale table's name, which no quantity is made of. */
    boolean isWords() {
        return onlyText;
    }

    /** Whether whole numbers here are flags, by the name OMS gives them. */
    boolean isFlags() {
        return name.endsWith("_ready")
                || name.endsWith("_flag")
                || name.equals("beams_stable")
                || name.equals("cms_active")
                || name.endsWith("_present");
    }

    /** Absent for what identifies the lumisection. Luminosities are taken to be in /pb, as OMS gives them per lumisection. */
    Optional<Quantity> quantity() {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "run_number", "lumisection_number" -> Optional.empty();
            case "pileup" -> Optional.of(Quantity.PILEUP);
            case "events" -> Optional.of(Quantity.EVENTS);
            case "delivered_lumi_per_lumisection" -> Optional.of(Quantity.DELIVERED_LUMINOSITY);
            case "recorded_lumi_per_lumisection" -> Optional.of(Quantity.RECORDED_LUMINOSITY);
            case "fill_number" -> Optional.of(Quantity.FILL);
            case "prescale_index" -> Optional.of(Quantity.PRESCALE);
            case "start_time" -> Optional.of(Quantity.START);
            default -> Optional.of(new Quantity(name, "unstated"));
        };
    }
}
