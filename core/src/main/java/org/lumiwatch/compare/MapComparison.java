package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.lumiwatch.compare.RegionChoice.Place;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Compares the maps of one element with their expectation, lumisection after lumisection, in all regions that could share a
 * fault, and names the regions that explain the difference best.
 *
 * <p>False alarms: how often healthy regions show how much evidence is measured for each bank and for either sign, and continued
 * beyond what was seen; see {@link TailFit}. Each bank of regions gets a share of the budget. Mutable; {@link #with} changes
 * nothing.
 */
public final class MapComparison {
    /** Evidence below which a region is taken to be healthy. */
    private static final double QUIET = 6;

    private static final int EAGER = 200;
    /** Lumisections until evidence is more than that of a single one. */
    private static final int WARM_UP = 8;

    private final Geometry geometry;
    private final List<RegionEvidence> banks;
    private final CellComparison cells;
    private final BankBudget budget;
    private final RegionChoice choice;
    private final Set<Ingredient> without;
    /** Whether cells share their fluctuations with those around them, and blocks are judged given what surrounds them. */
    private final boolean shared;

    private final UnsteadyCells unsteady;
    private int learned;
    /** What explained the last lumisection. */
    private List<Place> explanation = List.of();

    /**
     * @param falseIncidentsPerLumisection rate at which a healthy element may be suspected
     * @param without what is left out
     */
    public MapComparison(Geometry geometry, double falseIncidentsPerLumisection, Set<Ingredient> without) {
        this.without = Set.copyOf(without);
        this.geometry = geometry;
        this.cells = new CellComparison(geometry);
        this.unsteady = new UnsteadyCells(geometry.cells());
        this.shared = geometry.law() == CountLaw.CLUSTERED && !without.contains(Ingredient.SURROUNDINGS);
        this.banks = RegionBank.of(geometry).stream()
                .filter(bank -> bank.isCells() || !without.contains(Ingredient.REGIONS))
                .map(bank -> new RegionEvidence(geometry, bank, shared))
                .toList();
        this.budget = new BankBudget(
                falseIncidentsPerLumisection,
                banks.stream().map(RegionEvidence::bank).toList());
        this.choice = new RegionChoice(geometry, banks, budget);
    }

    /** What one more lumisection does to the evidence. */
    public final class Outcome {
        /** Cells that were found faulty before and are not any more. */
        private final boolean[] back;
        /** By bank: cells given the cells around each; all other regions without cells that are known to come and go. */
        private final List<RegionSums> sums;

        private final List<RegionState> before;
        private final List<RegionState> states;
        private final Prediction prediction;
        private final double[] counts;
        private final List<Place> chosen;
        private final List<Suspicion> suspicions;
        private final Certainty certainty;

        private Outcome(LumisectionId at, double[] counts, Prediction prediction, List<RegionState> before) {
            this.counts = counts;
            this.prediction = prediction;
            this.before = before;
            boolean[] suspect = suspectBefore(before.getFirst());
            Prediction given =
                    without.contains(Ingredient.NEIGHBOURS) ? prediction : cells.given(counts, prediction, suspect);
            RegionSums ofCells = banks.getFirst().sums(new MapSums(counts, given, null));
            RegionState own = banks.getFirst().with(before.getFirst(), at, ofCells, prediction);
            this.back = cameBack(before.getFirst(), own);
            boolean[] comingAndGoing = unsteady.with(back, prediction.liveCells());
            Prediction steady = prediction.without(comingAndGoing);
            MapSums map = new MapSums(counts, steady, shared ? cells.scores(counts, steady, suspect) : null);
            this.sums = banks.stream()
                    .map(bank -> bank.bank().isCells() ? ofCells : bank.sums(map))
                    .toList();
            this.states = IntStream.range(0, banks.size())
                    .mapToObj(i -> i == 0 ? own : banks.get(i).with(before.get(i), at, sums.get(i), prediction))
                    .toList();
            clearEchoes(at);
            this.chosen = choice.choose(states, prediction);
            this.suspicions = chosen.stream()
                    .map(place -> choice.suspicion(place, states, prediction, comingAndGoing))
                    .toList();
            this.certainty = choice.strongest(states);
        }

        private boolean[] cameBack(RegionState past, RegionState now) {
            boolean[] back = new boolean[geometry.cells()];
            for (Place place : explanation) {
                int cell = place.number();
                if (banks.get(place.bank()).bank().isCells()) {
                    back[cell] = past.strongest(cell) > 0 && now.strongest(cell) <= 0;
                }
            }
            return back;
        }

        /**
         * When a region that explained the last lumisection has recovered, other regions that overlap it lose the evidence they
         * had for sharing its cells; what this lumisection says of them counts, for part of the region may be faulty still.
         */
        private void clearEchoes(LumisectionId at) {
            boolean[] recovered = new boolean[geometry.cells()];
            boolean any = false;
            for (Place place : explanation) {
                if (states.get(place.bank()).strongest(place.number()) <= 0) {
                    choice.mark(place, recovered);
                    any = true;
                }
            }
            if (!any) {
                return;
            }
            SummedArea over = SummedArea.ofFlags(geometry, recovered);
            for (int bank = 0; bank < banks.size(); bank++) {
                RegionState state = states.get(bank);
                List<Integer> echoes = new ArrayList<>();
                for (int number = 0; number < banks.get(bank).bank().regions(); number++) {
                    if (state.strongest(number) > 0
                            && over.sum(banks.get(bank).bank().boxes().get(number)) > 0
                            && !explanation.contains(new Place(bank, number))) {
                        echoes.add(number);
                    }
                }
                banks.get(bank).forgetPast(state, echoes, at, sums.get(bank), prediction);
            }
        }

        /** How significant the strongest evidence is. */
        public Certainty certainty() {
            return certainty;
        }

        /** Regions beyond the budget, the best explanation first, none overlapping another. */
        public List<Suspicion> suspicions() {
            return suspicions;
        }

        /** Cells of the suspected regions. */
        public boolean[] explainedCells() {
            boolean[] cells = new boolean[geometry.cells()];
            chosen.forEach(place -> choice.mark(place, cells));
            return cells;
        }

        /**
         * Cells that must not be learned from: those in a suspected region, and those whose own evidence is not quiet, unless too little
         * is known of them yet for it ever to be more.
         */
        public boolean[] suspectCells() {
            boolean[] suspect = new boolean[geometry.cells()];
            RegionState own = states.getFirst();
            for (int cell = 0; cell < suspect.length; cell++) {
                suspect[cell] = own.strongest(cell) >= QUIET
                        && Factors.accumulates(
                                RegionState.hypothesis(own.strongestSlot(cell)), prediction.spread(cell));
            }
            chosen.forEach(place -> choice.mark(place, suspect));
            return suspect;
        }
    }

    /** Cells that were under a finding, or close to it, before this lumisection. */
    private boolean[] suspectBefore(RegionState past) {
        boolean[] suspect = explainedCells();
        for (int cell = 0; cell < suspect.length; cell++) {
            suspect[cell] |= past.strongest(cell) >= QUIET;
        }
        return suspect;
    }

    /** Cells of the regions that explained the last lumisection. */
    public boolean[] explainedCells() {
        boolean[] cells = new boolean[geometry.cells()];
        explanation.forEach(place -> choice.mark(place, cells));
        return cells;
    }

    /** Evidence after {@code counts} were observed; nothing is changed until {@link #accept}. */
    public Outcome with(LumisectionId at, double[] counts, Prediction prediction) {
        return without.contains(Ingredient.ACCUMULATION)
                ? afresh(at, counts, prediction)
                : new Outcome(
                        at,
                        counts,
                        prediction,
                        banks.stream().map(RegionEvidence::state).toList());
    }

    /** The same as if there had been no evidence before: what was collected while all of the map was wrong tells of no region. */
    public Outcome afresh(LumisectionId at, double[] counts, Prediction prediction) {
        return new Outcome(
                at,
                counts,
                prediction,
                banks.stream().map(RegionEvidence::nothing).toList());
    }

    /** Takes an outcome over; its noise is learned where regions are quiet. */
    public void accept(Outcome outcome) {
        for (int i = 0; i < banks.size(); i++) {
            banks.get(i).accept(outcome.states.get(i));
        }
        unsteady.note(outcome.back);
        explanation = outcome.chosen;
    }

    /**
     * Learns how much region sums fluctuate and how often healthy regions show evidence, from a lumisection that was not judged
     * bad as a whole; every one of the first {@value #EAGER}, then every fourth.
     */
    public void learn(Outcome outcome) {
        learned++;
        List<IntPredicate> found = found(outcome);
        for (int i = 0; i < banks.size(); i++) {
            banks.get(i).tails().settle(outcome.states.get(i), found.get(i), budget.of(i));
        }
        if (!without.contains(Ingredient.WANDER)) {
            boolean[] explained = outcome.explainedCells();
            for (int i = 0; i < banks.size(); i++) {
                banks.get(i).learnWander(outcome.sums.get(i), outcome.states.get(i), explained);
            }
        }
        if (learned > EAGER && learned % 4 != 0) {
            return;
        }
        for (int i = 0; i < banks.size(); i++) {
            banks.get(i).learnDispersion(outcome.sums.get(i), outcome.states.get(i), QUIET);
        }
        cells.learn(outcome.counts, outcome.prediction, outcome.suspectCells());
        if (learned > WARM_UP && !without.contains(Ingredient.MEASURED_TAILS)) {
            for (int i = 0; i < banks.size(); i++) {
                banks.get(i).tails().learn(outcome.before.get(i), outcome.states.get(i), found.get(i));
            }
        }
    }

    /**
     * Relative change that is no fault, for cells and groups wander by as much when nothing is wrong; 0 where they were not seen to.
     *
     * @return of each cell, then of each hardware group
     */
    public double[] wanders() {
        double[] wanders = new double[geometry.cells() + geometry.groups().size()];
        int at = 0;
        for (int i = 0; i < banks.size(); i++) {
            if (banks.get(i).bank().isHardware()) {
                double[] ofBank = banks.get(i).wanders();
                System.arraycopy(ofBank, 0, wanders, at, ofBank.length);
                at += ofBank.length;
            }
        }
        return wanders;
    }

    /** For each bank, whether a region shares cells with a finding, before or with this outcome. */
    private List<IntPredicate> found(Outcome outcome) {
        if (explanation.isEmpty() && outcome.chosen.isEmpty()) {
            return Collections.nCopies(banks.size(), region -> false);
        }
        boolean[] cells = explainedCells();
        outcome.chosen.forEach(place -> choice.mark(place, cells));
        SummedArea found = SummedArea.ofFlags(geometry, cells);
        return banks.stream()
                .<IntPredicate>map(
                        bank -> region -> found.sum(bank.bank().boxes().get(region)) > 0)
                .toList();
    }

    /** Begins with what the noise of another map taught: never with what was counted there. */
    public void startFrom(MapComparison similar) {
        cells.startFrom(similar.cells);
        for (RegionEvidence bank : banks) {
            similar.banks.stream()
                    .filter(other -> other.bank().name().equals(bank.bank().name()))
                    .forEach(bank::startFrom);
        }
    }

    /** Forgets all evidence. */
    public void reset() {
        banks.forEach(RegionEvidence::reset);
        explanation = List.of();
    }

    /** Whether the false-alarm rates were measured rather than taken from theory. */
    public boolean isCalibrated() {
        return banks.stream().allMatch(bank -> bank.tails().isMeasured());
    }

    public void save(DataOutput out) throws IOException {
        for (RegionEvidence bank : banks) {
            bank.save(out);
        }
        cells.save(out);
        unsteady.save(out);
        out.writeInt(learned);
        out.writeInt(explanation.size());
        for (Place place : explanation) {
            out.writeInt(place.bank());
            out.writeInt(place.number());
        }
    }

    /** Reads back what {@link #save} wrote for the same geometry. */
    public void restore(DataInput in) throws IOException {
        for (RegionEvidence bank : banks) {
            bank.restore(in);
        }
        cells.restore(in);
        unsteady.restore(in);
        learned = in.readInt();
        List<Place> places = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            places.add(new Place(in.readInt(), in.readInt()));
        }
        explanation = List.copyOf(places);
    }
}
