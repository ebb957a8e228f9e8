package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.chance.Chance;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;

/**
 * A simulated stream as it really arrives: some lumisections come after later ones, some bring no histograms. Immutable; the
 * lumisections themselves are those of the stream.
 */
public final class Disordered implements HistogramSource {
    private final Simulation stream;
    private final boolean[] missing;
    private final List<Integer> order;

    /**
     * What can be chosen.
     *
     * @param late share of lumisections that arrive after later ones
     * @param latest by how many lumisections at most
     * @param missing share of lumisections of which the conditions come alone
     */
    public record Options(double late, int latest, double missing) {
        public Options {
            if (!(late >= 0 && missing >= 0 && late + missing <= 1) || latest < 1) {
                throw new IllegalArgumentException(
                        "disorder: %s late by up to %d, %s missing (expected: shares, >= 1, shares)"
                                .formatted(late, latest, missing));
            }
        }

        /** Everything in order and complete. */
        public static Options none() {
            return new Options(0, 1, 0);
        }

        /** 2 % late by 1 to 5, 0.5 % missing. */
        public static Options typical() {
            return new Options(0.02, 5, 0.005);
        }
    }

    public Disordered(long seed, Simulation stream, Options options) {
        this.stream = stream;
        int lumisections = stream.schedule().lumisections();
        this.missing = new boolean[lumisections];
        int[] arrival = new int[lumisections];
        List<Integer> arriving = new ArrayList<>();
        for (int index = 0; index < lumisections; index++) {
            Chance chance = Chance.of(seed, "delivery", index);
            double u = chance.nextDouble();
            missing[index] = u < options.missing;
            boolean late = !missing[index] && u < options.missing + options.late;
            arrival[index] = index + (late ? 1 + chance.nextInt(options.latest) : 0);
            arriving.add(index);
        }
        // behind the lumisection at whose place it comes
        arriving.sort(
                Comparator.<Integer>comparingInt(index -> arrival[index]).thenComparing(Comparator.reverseOrder()));
        this.order = List.copyOf(arriving);
    }

    /** The stream in its true order. */
    public Simulation stream() {
        return stream;
    }

    /** Places in the stream in the order of their arrival, those without histograms too. */
    public List<Integer> order() {
        return order;
    }

    /** Whether the histograms of this place never come. */
    public boolean missing(int index) {
        return missing[index];
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        long record = 0;
        for (int index : order) {
            record = stream.deliver(index, !missing(index), record, sink);
        }
    }

    /** Everything that was put in, disorder included. */
    public TruthRecord truth() {
        TruthRecord truth = stream.truth();
        List<Nuisance> nuisances = new ArrayList<>(truth.nuisances());
        int latest = -1;
        for (int index : order) {
            LumisectionId id = stream.schedule().moment(index).id();
            if (missing[index]) {
                nuisances.add(new Nuisance("missing", List.of(), id, id, "no histograms"));
            }
            if (index < latest) {
                nuisances.add(new Nuisance(
                        "late",
                        List.of(),
                        id,
                        id,
                        "after " + stream.schedule().moment(latest).id()));
            }
            latest = Math.max(latest, index);
        }
        return new TruthRecord(truth.generator(), truth.seed(), truth.faults(), nuisances);
    }
}
