package org.lumiwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.simulator.Campaign.Change;
import org.lumiwatch.simulator.chance.Chance;

/** Lays out the fills of a campaign, one after the other, each with a chance of its own. */
final class CampaignPlan {
    /** 1 and 15 hours. */
    private static final int SHORTEST_FILL = 155;

    private static final int LONGEST_FILL = 2316;

    /**
     * Lengths of runs at these shares of all runs, straight lines in the logarithm between: median 260, 1,165 at 90 %, 440 in the
     * mean, as certified in 2018.
     */
    private static final List<Double> RUN_SHARES = List.of(0.0, 0.5, 0.9, 1.0);

    private static final List<Double> RUN_LENGTHS = List.of(20.0, 260.0, 1165.0, 1950.0);

    /** Prescale columns, events spread evenly in the logarithm over a factor of five. */
    private static final int COLUMNS = 8;

    private static final int USUAL_COLUMN = 4;

    private static final double STEADY_PILEUP = 55;

    private final long seed;
    private final Campaign.Options options;
    private final Chance lengths;
    private final List<PlannedFill> fills = new ArrayList<>();
    private int nextRunLength;
    private int number;
    private int run;
    private Instant clock = Instant.EPOCH;

    CampaignPlan(long seed, Campaign.Options options) {
        this.seed = seed;
        this.options = options;
        this.lengths = Chance.of(seed, "campaign/lengths");
        this.nextRunLength = runLength();
    }

    List<PlannedFill> fills() {
        int first = 0;
        for (Campaign.Stretch stretch : options.stretches()) {
            begin(stretch.era());
            int end = first + stretch.lumisections();
            boolean afterStop = first > 0;
            while (first < end) {
                first = plan(first, end, stretch.era(), afterStop);
                afterStop = false;
            }
        }
        return fills;
    }

    /** Numbers and dates of real years, later ones for a year that comes back; a stop within a year takes ten days. */
    private void begin(Era era) {
        boolean sameYear = !fills.isEmpty() && fills.getLast().era() == era;
        if (sameYear) {
            clock = clock.plus(Duration.ofDays(10));
            return;
        }
        switch (era) {
            case Y2018 -> begin(6600, 315257, "2018-05-01T06:00:00Z");
            case Y2022 -> begin(7920, 355100, "2022-07-05T14:00:00Z");
            case Y2024 -> begin(9470, 379000, "2024-04-05T12:00:00Z");
        }
    }

    private void begin(int fill, int firstRun, String start) {
        number = Math.max(number, fill);
        run = Math.max(run, firstRun);
        Instant date = Instant.parse(start);
        clock = date.isAfter(clock) ? date : clock.plus(Duration.ofDays(90));
    }

    /** Adds a fill and returns the place after it. */
    private int plan(int first, int end, Era era, boolean afterStop) {
        List<Integer> runStarts = new ArrayList<>();
        int length = length(end - first, runStarts);
        Chance chance = Chance.of(seed, "campaign/fill", fills.size());
        Fill.Options planned = new Fill.Options(
                number,
                run,
                runStarts,
                clock,
                length,
                options.has(Change.RAMP) ? Math.min(length, 3 + chance.nextInt(8)) : 0,
                options.has(Change.DECAY) ? 50 + 10 * chance.nextDouble() : STEADY_PILEUP,
                luminosity(chance, length),
                options.events(),
                options.has(Change.PRESCALES) ? columns(chance, length) : List.of(),
                List.of());
        Fill fill = new Fill(chance.nextLong(), planned);
        List<Integer> scans = options.has(Change.SCANS) ? scans(chance, length) : List.of();
        List<Fault.Span> low = options.has(Change.LOW_PILEUP) ? lowPileup(chance, length, runStarts) : List.of();
        fills.add(new PlannedFill(first, era, afterStop, fill, scans, low));
        number++;
        run += runStarts.size() + 1;
        clock = clock.plusMillis((long) (1000 * Fill.LUMISECTION_SECONDS * length))
                .plus(Duration.ofMinutes(120 + chance.nextInt(360)));
        return first + length;
    }

    /** Whole runs until the fill is as long as it was drawn to be; only the end of a stretch cuts a run. */
    private int length(int room, List<Integer> runStarts) {
        int wanted = SHORTEST_FILL + lengths.nextInt(LONGEST_FILL - SHORTEST_FILL);
        int length = 0;
        while (length < wanted && (length == 0 || length + nextRunLength <= LONGEST_FILL)) {
            if (length > 0) {
                runStarts.add(length);
            }
            length += nextRunLength;
            nextRunLength = runLength();
        }
        int cut = Math.min(length, room);
        runStarts.removeIf(start -> start >= cut);
        return cut;
    }

    private int runLength() {
        double u = lengths.nextDouble();
        int i = 0;
        while (u > RUN_SHARES.get(i + 1)) {
            i++;
        }
        double along = (u - RUN_SHARES.get(i)) / (RUN_SHARES.get(i + 1) - RUN_SHARES.get(i));
        return (int) (RUN_LENGTHS.get(i) * StrictMath.pow(RUN_LENGTHS.get(i + 1) / RUN_LENGTHS.get(i), along));
    }

    private Luminosity luminosity(Chance chance, int length) {
        double hours = 10 + 5 * chance.nextDouble();
        boolean levelled = chance.nextDouble() < 0.6;
        int plateau = (int) (8 * 3600 / Fill.LUMISECTION_SECONDS * chance.nextDouble());
        if (!options.has(Change.DECAY)) {
            return new Luminosity.Levelled(length, hours);
        }
        return options.has(Change.LEVELLING) && levelled
                ? new Luminosity.Levelled(plateau, hours)
                : new Luminosity.Decay(hours);
    }

    /** The column at the start, then another every two hours or so. */
    private static List<Fill.PrescaleColumn> columns(Chance chance, int length) {
        List<Fill.PrescaleColumn> columns = new ArrayList<>();
        int at = 0;
        int column = chance.nextInt(COLUMNS);
        while (at < length) {
            double factor = StrictMath.pow(5, (double) (column - USUAL_COLUMN) / (COLUMNS - 1));
            columns.add(new Fill.PrescaleColumn(at, column, factor));
            at += 30 + (int) (280 * chance.exponential());
            column = (column + 1 + chance.nextInt(COLUMNS - 1)) % COLUMNS;
        }
        return columns;
    }

    /** One fill in four is scanned, some time after its start. */
    private static List<Integer> scans(Chance chance, int length) {
        boolean scanned = chance.nextDouble() < 0.25;
        int room = length - 20 - PlannedFill.SCAN;
        return scanned && room > 0 ? List.of(20 + chance.nextInt(room)) : List.of();
    }

    private static List<Fault.Span> lowPileup(Chance chance, int length, List<Integer> runStarts) {
        List<Fault.Span> low = new ArrayList<>();
        for (int i = 0; i <= runStarts.size(); i++) {
            int begin = i == 0 ? 0 : runStarts.get(i - 1);
            int next = i == runStarts.size() ? length : runStarts.get(i);
            if (chance.nextDouble() < 0.02) {
                low.add(new Fault.Span(begin, next - 1));
            }
        }
        return low;
    }
}
