package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/** Chooses, of all regions with evidence beyond the budget, those that explain a map best. Keeps nothing but what it chooses from. */
final class RegionChoice {
    private static final int MOST_SUSPICIONS = 100;

    private final Geometry geometry;
    private final List<RegionEvidence> banks;
    private final BankBudget budget;

    RegionChoice(Geometry geometry, List<RegionEvidence> banks, BankBudget budget) {
        this.geometry = geometry;
        this.banks = banks;
        this.budget = budget;
    }

    /** How significant the strongest evidence of all is. */
    Certainty strongest(List<RegionState> states) {
        return IntStream.range(0, banks.size())
                .mapToObj(bank -> budget.certainty(bank, banks.get(bank).tails().smallest(states.get(bank))))
                .max(Comparator.comparingDouble(Certainty::significance))
                .orElseThrow();
    }

    /** Regions beyond the budget, the best explanation first, none overlapping another. */
    List<Place> choose(List<RegionState> states, Prediction prediction) {
        boolean[] explained = new boolean[geometry.cells()];
        List<Place> regions = new ArrayList<>();
        for (Suspect suspect : suspects(states, prediction)) {
            if (regions.size() == MOST_SUSPICIONS) {
                break;
            }
            if (!overlaps(suspect.place(), explained)) {
                regions.add(suspect.place());
                mark(suspect.place(), explained);
            }
        }
        return List.copyOf(regions);
    }

    private List<Suspect> suspects(List<RegionState> states, Prediction prediction) {
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < banks.size(); i++) {
            RegionEvidence bank = banks.get(i);
            for (int region : bank.tails().rarerThan(states.get(i), Math.log(budget.of(i)))) {
                suspects.add(new Suspect(
                        new Place(i, region),
                        bank.total(states.get(i), region),
                        isHardware(bank.bank(), region, prediction)));
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::total)
                .thenComparing(Suspect::hardware)
                .reversed());
        return suspects;
    }

    /**
     * What a chosen region is suspected of.
     *
     * @param unsteady cells that are known to come and go
     */
    Suspicion suspicion(Place place, List<RegionState> states, Prediction prediction, boolean[] unsteady) {
        RegionEvidence bank = banks.get(place.bank());
        RegionState state = states.get(place.bank());
        int region = place.number();
        List<Box> boxes = bank.bank().boxes().get(region);
        double factor = state.factor(region);
        int slot = state.strongestSlot(region);
        Box box = bank.bank().box(region);
        String group = bank.bank().groups().get(region);
        return new Suspicion(
                box,
                group.isEmpty()
                        ? geometry.groupFilledBy(box, 0.9).map(g -> g.name()).orElse("")
                        : group,
                factor,
                budget.significance(place.bank(), bank.tails().logRate(state, region)),
                new LumisectionId(state.sinceRun[slot], state.sinceNumber[slot]),
                liveShare(boxes, prediction),
                Math.min(1, expected(boxes, prediction) / Math.max(prediction.total(), 1e-9)),
                addition(boxes, factor, states.getFirst(), prediction),
                bank.bank().isCells() && unsteady[region]);
    }

    /** From all counts since the evidence of each cell began. */
    private double addition(List<Box> boxes, double factor, RegionState cells, Prediction prediction) {
        double observed = 0;
        double expected = 0;
        double lumisections = 0;
        List<Integer> hot = new ArrayList<>();
        for (int cell : factor > 1 ? cellsOf(boxes) : new int[0]) {
            if (cells.hot[cell] > 0) {
                int slot = cells.strongestSlot(cell);
                hot.add(cell);
                observed += cells.observed[slot];
                expected += cells.expected[slot];
                lumisections += cells.expected[slot] / prediction.mean(cell);
            }
        }
        if (hot.size() < 2 || observed <= expected) {
            return 0;
        }
        double ratio = 0;
        for (int cell : hot) {
            int slot = cells.strongestSlot(cell);
            double mean = cells.expected[slot];
            double added = mean + (observed - expected) / lumisections * mean / prediction.mean(cell);
            ratio += cells.observed[slot]
                    * Math.log(added / (mean * observed / expected))
                    / Math.max(1, 1 + prediction.excess(cell));
        }
        return ratio;
    }

    private boolean isHardware(RegionBank bank, int region, Prediction prediction) {
        return !bank.groups().get(region).isEmpty() && liveCells(bank.boxes().get(region), prediction) > 3;
    }

    private int liveCells(List<Box> boxes, Prediction prediction) {
        int live = 0;
        for (int cell : cellsOf(boxes)) {
            live += prediction.live(cell) ? 1 : 0;
        }
        return live;
    }

    private double expected(List<Box> boxes, Prediction prediction) {
        return Arrays.stream(cellsOf(boxes))
                .filter(prediction::live)
                .mapToDouble(prediction::mean)
                .sum();
    }

    private double liveShare(List<Box> boxes, Prediction prediction) {
        int live = prediction.liveCells();
        return live == 0 ? 0 : (double) liveCells(boxes, prediction) / live;
    }

    /** Cells within boxes that do not overlap, rising. */
    private int[] cellsOf(List<Box> boxes) {
        return boxes.stream().flatMapToInt(geometry::cellsOf).sorted().toArray();
    }

    private boolean overlaps(Place place, boolean[] explained) {
        return boxesOf(place).stream().flatMapToInt(geometry::cellsOf).anyMatch(cell -> explained[cell]);
    }

    /** Raises the flags of the cells of a region. */
    void mark(Place place, boolean[] cells) {
        for (int cell : cellsOf(boxesOf(place))) {
            cells[cell] = true;
        }
    }

    private List<Box> boxesOf(Place place) {
        return banks.get(place.bank()).bank().boxes().get(place.number());
    }

    /** A region, by its bank and its number there. */
    record Place(int bank, int number) {}

    /**
     * A region beyond the budget.
     *
     * @param hardware whether it is a hardware group of several live cells: of equally good explanations the one with a name
     */
    private record Suspect(Place place, double total, boolean hardware) {}
}
