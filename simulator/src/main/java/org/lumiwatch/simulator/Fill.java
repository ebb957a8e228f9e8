package org.lumiwatch.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.simulator.chance.Chance;

/** Running conditions of one LHC fill, lumisection by lumisection. Immutable; any lumisection can be asked for. */
public final class Fill implements Schedule {
    /** 2¹⁸ orbits. */
    static final double LUMISECTION_SECONDS = 23.31;

    /** Luminosity of one lumisection at one interaction per crossing, in /pb: 2·10³⁴ /cm²/s at pileup 50. */
    private static final double LUMINOSITY_PER_PILEUP = 0.0093;

    private static final double RECORDED_SHARE = 0.95;
    /** Scatter of the number of events that are sampled. */
    private static final double SAMPLING_SCATTER = 0.03;

    private static final List<String> BITS = List.of(
            "bpix_ready",
            "cms_active",
            "ebm_ready",
            "ebp_ready",
            "fpix_ready",
            "hbhea_ready",
            "hbheb_ready",
            "hbhec_ready",
            "hf_ready",
            "tecm_ready",
            "tecp_ready",
            "tibtid_ready",
            "tob_ready");

    private final long seed;
    private final Options options;

    /**
     * What can be chosen.
     *
     * @param number of the fill
     * @param firstRun number of its first run
     * @param runStarts places in the stream where another run begins, rising
     * @param start of the first lumisection
     * @param lumisections in all
     * @param rampUp lumisections before stable beams, in which pileup rises from zero
     * @param pileup at the start of stable beams
     * @param events per lumisection in the first prescale column
     * @param columns later prescale columns, rising
     * @param bitDrops detector status bits that are off for a time
     */
    public record Options(
            int number,
            int firstRun,
            List<Integer> runStarts,
            Instant start,
            int lumisections,
            int rampUp,
            double pileup,
            Luminosity luminosity,
            int events,
            List<PrescaleColumn> columns,
            List<BitDrop> bitDrops) {
        public Options {
            runStarts = List.copyOf(runStarts);
            columns = List.copyOf(columns);
            bitDrops = List.copyOf(bitDrops);
            if (lumisections < 1 || rampUp < 0 || !(pileup > 0) || events < 1) {
                throw new IllegalArgumentException(
                        "fill: %d lumisections, %d of ramp, pileup %s, %d events (expected: >= 1, >= 0, > 0, >= 1)"
                                .formatted(lumisections, rampUp, pileup, events));
            }
        }

        /** One run at pileup 55 that decays in 12 hours, 1,800 events per lumisection. */
        public static Options of(int lumisections) {
            return new Options(
                    8401,
                    370001,
                    List.of(),
                    Instant.parse("2024-06-01T08:00:00Z"),
                    lumisections,
                    0,
                    55,
                    new Luminosity.Decay(12),
                    1800,
                    List.of(),
                    List.of());
        }

        public Options withPileup(double start, Luminosity after) {
            return new Options(
                    number,
                    firstRun,
                    runStarts,
                    this.start,
                    lumisections,
                    rampUp,
                    start,
                    after,
                    events,
                    columns,
                    bitDrops);
        }

        public Options withEvents(int perLumisection, List<PrescaleColumn> later) {
            return new Options(
                    number,
                    firstRun,
                    runStarts,
                    start,
                    lumisections,
                    rampUp,
                    pileup,
                    luminosity,
                    perLumisection,
                    later,
                    bitDrops);
        }

        public Options withRuns(List<Integer> starts, int rampUpLumisections, List<BitDrop> drops) {
            return new Options(
                    number,
                    firstRun,
                    starts,
                    start,
                    lumisections,
                    rampUpLumisections,
                    pileup,
                    luminosity,
                    events,
                    columns,
                    drops);
        }
    }

    /**
     * A change of the trigger's prescale column.
     *
     * @param first place in the stream from which it holds
     * @param factor events per lumisection relative to the first column
     */
    public record PrescaleColumn(int first, int column, double factor) {}

    /** A status bit that is off from place {@code first} to {@code last}, inclusive. */
    public record BitDrop(String bit, int first, int last) {}

    public Fill(long seed, Options options) {
        this.seed = seed;
        this.options = options;
    }

    @Override
    public int lumisections() {
        return options.lumisections;
    }

    public Options options() {
        return options;
    }

    @Override
    public List<Nuisance> nuisances() {
        return FillNuisances.of(this);
    }

    @Override
    public Moment moment(int index) {
        return new Moment(index, id(index), pileup(index), events(index));
    }

    double pileup(int index) {
        double ramp = index < options.rampUp ? (index + 0.5) / options.rampUp : 1;
        return options.pileup * ramp * options.luminosity.left(Math.max(0, index - options.rampUp));
    }

    int events(int index) {
        double scatter =
                1 + SAMPLING_SCATTER * Chance.of(seed, "fill/events", index).normal();
        return Math.max(0, (int) (options.events * column(index).factor() * scatter));
    }

    /** Pileup is read with an error of 0.3. */
    @Override
    public LumisectionConditions conditions(int index) {
        return conditions(index, moment(index));
    }

    /** What would be read if {@code moment} were the truth at {@code index}. */
    LumisectionConditions conditions(int index, Moment moment) {
        double read = Math.max(
                0, moment.pileup() + 0.3 * Chance.of(seed, "fill/pileup", index).normal());
        double delivered = LUMINOSITY_PER_PILEUP * moment.pileup();
        Map<Quantity, Double> values = new TreeMap<>();
        values.put(Quantity.PILEUP, read);
        values.put(Quantity.EVENTS, (double) moment.events());
        values.put(Quantity.DELIVERED_LUMINOSITY, delivered);
        values.put(Quantity.RECORDED_LUMINOSITY, delivered * RECORDED_SHARE);
        values.put(Quantity.FILL, (double) options.number);
        values.put(Quantity.PRESCALE, (double) column(index).column());
        values.put(Quantity.START, options.start.toEpochMilli() / 1000.0 + index * LUMISECTION_SECONDS);
        return new LumisectionConditions(moment.id(), values, bits(index));
    }

    private Map<String, Boolean> bits(int index) {
        Map<String, Boolean> bits = new TreeMap<>();
        BITS.forEach(bit -> bits.put(bit, true));
        bits.put("beams_stable", index >= options.rampUp);
        bits.put("physics_flag", index >= options.rampUp);
        for (BitDrop drop : options.bitDrops) {
            if (index >= drop.first() && index <= drop.last()) {
                bits.put(drop.bit(), false);
            }
        }
        return bits;
    }

    PrescaleColumn column(int index) {
        PrescaleColumn now = new PrescaleColumn(0, 2, 1);
        for (PrescaleColumn column : options.columns) {
            now = index >= column.first() ? column : now;
        }
        return now;
    }

    LumisectionId id(int index) {
        int run = options.firstRun;
        int begin = 0;
        for (int start : options.runStarts) {
            if (index >= start) {
                run++;
                begin = start;
            }
        }
        return new LumisectionId(run, index - begin + 1);
    }
}
