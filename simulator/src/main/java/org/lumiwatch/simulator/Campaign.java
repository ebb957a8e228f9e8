package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Running conditions over many fills and years: lengths of fills and runs as in real years, pileup levelled and decaying,
 * prescale columns, luminosity scans, thin sampling, stops in which the detector recovers. Immutable; any lumisection can be
 * asked for.
 *
 * <p>Lumisections follow each other without holes; what lies between fills shows in {@code start} only.
 */
public final class Campaign implements Schedule {
    /** Share of the wear that is undone in a stop (chosen). */
    private static final double RECOVERY = 0.3;
    /** Pileup at which a lumisection adds one to the wear. */
    private static final double FULL_PILEUP = 50;
    /** Chance that a lumisection is sampled thinly, with fewer than {@link #THIN} events (chosen). */
    private static final double THINLY_SAMPLED = 0.005;

    private static final int THIN = 200;
    /** Numbers of configurations that recorded changes within a year may use. */
    private static final double CONFIGURATIONS_PER_YEAR = 1000;

    private final long seed;
    private final Options options;
    private final List<PlannedFill> fills;
    private final int[] firsts;
    /** Wear at every lumisection. */
    private final double[] wear;

    /** What changes for all elements without anything being wrong. Each can be switched off by itself. */
    public enum Change {
        /** Pileup starts at 50 to 60 and falls with 10 to 15 hours. Without it, it stays at 55. */
        DECAY,
        /** Three fills of five hold their pileup for up to 8 hours first. */
        LEVELLING,
        /** Pileup rises from zero before stable beams. */
        RAMP,
        /** Beams are moved across each other for some minutes. */
        SCANS,
        /** Prescale columns: 0.45 to 2.2 times the usual events, steps by up to 0.2 or 5. */
        PRESCALES,
        /** The number of events scatters by 3 %, and is below 200 in 0.5 % of lumisections. */
        SAMPLING,
        /** One run in fifty has a tenth of the pileup. */
        LOW_PILEUP,
        /** The detector wears with luminosity. */
        AGEING,
        /** Wear partly recovers in stops. */
        ANNEALING
    }

    /** Lumisections of one year without a stop. */
    public record Stretch(Era era, int lumisections) {
        public Stretch {
            if (lumisections < 1) {
                throw new IllegalArgumentException("stretch: %d lumisections (expected: >= 1)".formatted(lumisections));
            }
        }
    }

    /**
     * What can be chosen.
     *
     * @param stretches with a stop between each and the next; years may repeat and come back, and the detector is then as it was in that year,
     *     but for its wear
     * @param events per lumisection at the usual prescale
     */
    public record Options(List<Stretch> stretches, int events, Set<Change> changes) {
        public Options {
            stretches = List.copyOf(stretches);
            changes = Set.copyOf(changes);
            if (stretches.isEmpty() || events < 1) {
                throw new IllegalArgumentException(
                        "campaign: %d stretches, %d events (expected: >= 1, >= 1)".formatted(stretches.size(), events));
            }
        }

        /** One stretch of 2022, 1,800 events per lumisection, with every change. */
        public static Options of(int lumisections) {
            return new Options(List.of(new Stretch(Era.Y2022, lumisections)), 1800, EnumSet.allOf(Change.class));
        }

        /** The same under constant conditions: only runs begin and end. */
        public static Options quiet(int lumisections) {
            return new Options(List.of(new Stretch(Era.Y2022, lumisections)), 1800, Set.of());
        }

        public Options withStretches(Stretch... others) {
            return new Options(List.of(others), events, changes);
        }

        public Options withEvents(int perLumisection) {
            return new Options(stretches, perLumisection, changes);
        }

        public Options without(Change... off) {
            Set<Change> left = new java.util.HashSet<>(changes);
            left.removeAll(Arrays.asList(off));
            return new Options(stretches, events, left);
        }

        boolean has(Change change) {
            return changes.contains(change);
        }
    }

    public Campaign(long seed, Options options) {
        this.seed = seed;
        this.options = options;
        this.fills = new CampaignPlan(seed, options).fills();
        this.firsts = fills.stream().mapToInt(PlannedFill::first).toArray();
        this.wear = wear();
    }

    private double[] wear() {
        double[] carried = new double[lumisections()];
        if (!options.has(Change.AGEING)) {
            return carried;
        }
        double now = 0;
        for (PlannedFill planned : fills) {
            if (planned.afterStop() && options.has(Change.ANNEALING)) {
                now *= 1 - RECOVERY;
            }
            for (int local = 0; local < planned.fill().lumisections(); local++) {
                carried[planned.first() + local] = now;
                now += planned.pileup(local) / FULL_PILEUP;
            }
        }
        return carried;
    }

    @Override
    public int lumisections() {
        return fills.getLast().end();
    }

    public Options options() {
        return options;
    }

    @Override
    public Moment moment(int index) {
        PlannedFill planned = at(index);
        int local = index - planned.first();
        LumisectionId id = planned.fill().id(local);
        return new Moment(index, id, planned.era(), wear[index], planned.pileup(local), events(planned, index));
    }

    private int events(PlannedFill planned, int index) {
        int local = index - planned.first();
        if (thin(index)) {
            return 20 + Chance.of(seed, "campaign/thin/events", index).nextInt(THIN - 20);
        }
        return options.has(Change.SAMPLING)
                ? planned.fill().events(local)
                : (int) (options.events() * planned.fill().column(local).factor());
    }

    private boolean thin(int index) {
        return options.has(Change.SAMPLING)
                && Chance.of(seed, "campaign/thin", index).nextDouble() < THINLY_SAMPLED;
    }

    /** Pileup is read with an error of 0.3. Every year has a configuration of its own, also one that is like an earlier one. */
    @Override
    public LumisectionConditions conditions(int index) {
        PlannedFill planned = at(index);
        LumisectionConditions read = planned.fill().conditions(index - planned.first(), moment(index));
        Map<Quantity, Double> values = new TreeMap<>(read.values());
        values.put(Quantity.CONFIGURATION, CONFIGURATIONS_PER_YEAR * yearsUntil(planned));
        return new LumisectionConditions(read.id(), values, read.bits());
    }

    private double yearsUntil(PlannedFill planned) {
        int years = 1;
        for (int i = 1; i < fills.size() && fills.get(i).first() <= planned.first(); i++) {
            years += fills.get(i).era() == fills.get(i - 1).era() ? 0 : 1;
        }
        return years;
    }

    private PlannedFill at(int index) {
        if (index < 0 || index >= lumisections()) {
            throw new IllegalArgumentException(
                    "lumisection: %d (expected: 0 to %d)".formatted(index, lumisections() - 1));
        }
        int found = Arrays.binarySearch(firsts, index);
        return fills.get(found >= 0 ? found : -found - 2);
    }

    @Override
    public List<Nuisance> nuisances() {
        List<Nuisance> all = new ArrayList<>();
        for (PlannedFill planned : fills) {
            if (planned.afterStop()) {
                all.add(stop(planned));
            }
            all.addAll(planned.nuisances());
        }
        for (int index = 0; index < lumisections(); index++) {
            if (thin(index)) {
                LumisectionId id = moment(index).id();
                all.add(new Nuisance(
                        "thin sampling", List.of(), id, id, moment(index).events() + " events"));
            }
        }
        if (options.has(Change.AGEING)) {
            all.add(new Nuisance(
                    "ageing",
                    List.of(),
                    moment(0).id(),
                    moment(lumisections() - 1).id(),
                    "as stated for each subdetector"));
        }
        return all;
    }

    private Nuisance stop(PlannedFill planned) {
        Moment before = moment(planned.first() - 1);
        Moment after = moment(planned.first());
        String kind = before.era() == after.era() ? "stop" : "new year";
        return new Nuisance(
                kind,
                List.of(),
                after.id(),
                after.id(),
                String.format(
                        java.util.Locale.ROOT,
                        "%s to %s, wear %.0f to %.0f",
                        before.era(),
                        after.era(),
                        before.wear(),
                        after.wear()));
    }
}
