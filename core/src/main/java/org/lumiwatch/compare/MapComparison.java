package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Compares the maps of one element with their expectation, lumisection after lumisection, in all regions that could share a
 * fault, and names the regions that explain the difference best.
 *
 * <p>False alarms: Page's sum of a likelihood ratio crosses h at most at rate places · e⁻ʰ per lumisection; measured crossings
 * are {@value #CROSSINGS} of that. Sums over blocks are more skewed than gamma-Poisson, so evidence for hot blocks counts
 * {@value #HOT_BLOCK_SLOPE} of its size. Each bank of regions gets a share of the budget. Mutable; {@link #with} changes nothing.
 */
public final class MapComparison {
    private static final double CROSSINGS = 0.12;
    private static final double HOT_BLOCK_SLOPE = 0.5;
    private static final double CELL_SHARE = 0.5;
    /** Evidence below which a region is taken to be healthy. */
    private static final double QUIET = 6;

    private static final int MOST_SUSPICIONS = 100;

    private final Geometry geometry;
    private final List<RegionEvidence> banks;
    private final double budget;
    /** What explained the last lumisection. */
    private List<Region> explanation = List.of();

    /**
     * @param falseIncidentsPerLumisection rate at which a healthy element may be suspected
     */
    public MapComparison(Geometry geometry, double falseIncidentsPerLumisection) {
        this.geometry = geometry;
        this.budget = falseIncidentsPerLumisection;
        List<RegionBank> of = RegionBank.of(geometry);
        this.banks = of.stream()
                .map(bank -> new RegionEvidence(bank, hotThreshold(bank, of.size()) + 15))
                .toList();
    }

    /** What one more lumisection does to the evidence. */
    public final class Outcome {
        private final RegionSums sums;
        private final List<RegionEvidence.State> states;
        private final Prediction prediction;
        private final double[] counts;
        private final List<Region> chosen;

        private Outcome(LumisectionId at, double[] counts, Prediction prediction) {
            this.counts = counts;
            this.prediction = prediction;
            this.sums = new RegionSums(counts, prediction);
            this.states =
                    banks.stream().map(bank -> bank.with(at, sums, prediction)).toList();
            clearEchoes();
            this.chosen = choose();
        }

        /**
         * When a region that explained the last lumisection has recovered, other regions that overlap it lose the evidence they
         * had for sharing its cells.
         */
        private void clearEchoes() {
            boolean[] recovered = new boolean[geometry.cells()];
            boolean any = false;
            for (Region region : explanation) {
                if (states.get(region.bank()).strongest(region.number()) <= 0) {
                    mark(region, recovered);
                    any = true;
                }
            }
            if (!any) {
                return;
            }
            for (int bank = 0; bank < banks.size(); bank++) {
                RegionEvidence.State state = states.get(bank);
                for (int number = 0; number < banks.get(bank).bank().regions(); number++) {
                    Region region = new Region(bank, number);
                    if (state.strongest(number) > 0 && !explanation.contains(region) && overlaps(region, recovered)) {
                        state.clear(number);
                    }
                }
            }
        }

        /** −log10 of the expected number of false alarms per lumisection at the strongest evidence; 0 when that is above 1. */
        public double significance() {
            double strongest = 0;
            for (int i = 0; i < banks.size(); i++) {
                double[] largest = banks.get(i).largest(states.get(i));
                strongest = Math.max(strongest, significanceOf(i, largest[0], 1));
                strongest = Math.max(
                        strongest,
                        significanceOf(i, largest[1], hotSlope(banks.get(i).bank())));
            }
            return strongest;
        }

        /** Regions beyond the budget, the best explanation first, none overlapping another. */
        public List<Suspicion> suspicions() {
            return chosen.stream().map(this::suspicion).toList();
        }

        private List<Region> choose() {
            boolean[] explained = new boolean[geometry.cells()];
            List<Region> regions = new ArrayList<>();
            for (Candidate candidate : candidates()) {
                if (regions.size() < MOST_SUSPICIONS && !overlaps(candidate.region(), explained)) {
                    regions.add(candidate.region());
                    mark(candidate.region(), explained);
                }
            }
            return List.copyOf(regions);
        }

        /** Cells that must not be learned from: those in a suspected region, and those whose own evidence is not quiet. */
        public boolean[] suspectCells() {
            boolean[] suspect = new boolean[geometry.cells()];
            for (int cell = 0; cell < suspect.length; cell++) {
                suspect[cell] = states.getFirst().strongest(cell) >= QUIET;
            }
            chosen.forEach(region -> mark(region, suspect));
            return suspect;
        }

        private List<Candidate> candidates() {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < banks.size(); i++) {
                RegionEvidence bank = banks.get(i);
                double cold = coldThreshold(bank.bank(), banks.size());
                double hot = hotThreshold(bank.bank(), banks.size());
                for (int region : bank.above(states.get(i), cold, hot)) {
                    candidates.add(new Candidate(new Region(i, region), bank.total(states.get(i), region)));
                }
            }
            candidates.sort(Comparator.comparingDouble(Candidate::total).reversed());
            return candidates;
        }

        private Suspicion suspicion(Region candidate) {
            RegionEvidence bank = banks.get(candidate.bank());
            RegionEvidence.State state = states.get(candidate.bank());
            int region = candidate.number();
            List<Box> boxes = bank.bank().boxes().get(region);
            double cold = coldThreshold(bank.bank(), banks.size());
            double hot = hotThreshold(bank.bank(), banks.size());
            double beyond = bank.excess(state, region, cold, hot);
            double factor = state.observed[region] / state.expected[region];
            Box box = bank.bank().box(region);
            String group = bank.bank().groups().get(region);
            return new Suspicion(
                    box,
                    group.isEmpty()
                            ? geometry.groupFilledBy(box, 0.9)
                                    .map(g -> g.name())
                                    .orElse("")
                            : group,
                    factor,
                    Math.max(
                            0, (beyond * (factor > 1 ? hotSlope(bank.bank()) : 1)) / Math.log(10) - Math.log10(budget)),
                    new LumisectionId(state.sinceRun[region], state.sinceNumber[region]),
                    share(boxes),
                    Math.min(1, sums.mean(boxes) / Math.max(prediction.total(), 1e-9)));
        }

        private double share(List<Box> boxes) {
            int live = 0;
            int within = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                if (prediction.live(cell)) {
                    live++;
                    within += inside(boxes, cell) ? 1 : 0;
                }
            }
            return live == 0 ? 0 : (double) within / live;
        }

        private boolean overlaps(Region region, boolean[] explained) {
            List<Box> boxes = banks.get(region.bank()).bank().boxes().get(region.number());
            for (Box box : boxes) {
                for (int z = box.z0(); z <= box.z1(); z++) {
                    for (int y = box.y0(); y <= box.y1(); y++) {
                        for (int x = box.x0(); x <= box.x1(); x++) {
                            if (explained[geometry.cell(x, y, z)]) {
                                return true;
                            }
                        }
                    }
                }
            }
            return false;
        }

        private boolean inside(List<Box> boxes, int cell) {
            return boxes.stream().anyMatch(box -> box.contains(geometry.x(cell), geometry.y(cell), geometry.z(cell)));
        }
    }

    /** Cells of the regions that explained the last lumisection. */
    public boolean[] explainedCells() {
        boolean[] cells = new boolean[geometry.cells()];
        explanation.forEach(region -> mark(region, cells));
        return cells;
    }

    private void mark(Region region, boolean[] cells) {
        for (Box box : banks.get(region.bank()).bank().boxes().get(region.number())) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                for (int y = box.y0(); y <= box.y1(); y++) {
                    java.util.Arrays.fill(
                            cells, geometry.cell(box.x0(), y, z), geometry.cell(box.x1(), y, z) + 1, true);
                }
            }
        }
    }

    private record Region(int bank, int number) {}

    private record Candidate(Region region, double total) {}

    /** Evidence after {@code counts} were observed; nothing is changed until {@link #accept}. */
    public Outcome with(LumisectionId at, double[] counts, Prediction prediction) {
        return new Outcome(at, counts, prediction);
    }

    /** Takes an outcome over; its noise is learned where regions are quiet. */
    public void accept(Outcome outcome) {
        for (int i = 0; i < banks.size(); i++) {
            banks.get(i).accept(outcome.states.get(i));
        }
        explanation = outcome.chosen;
    }

    /** Learns how much region sums fluctuate, from a lumisection that was not judged bad as a whole. */
    public void learn(Outcome outcome) {
        for (int i = 0; i < banks.size(); i++) {
            banks.get(i).learnDispersion(outcome.sums, outcome.states.get(i), QUIET);
        }
    }

    /** Forgets all evidence. */
    public void reset() {
        banks.forEach(RegionEvidence::reset);
        explanation = List.of();
    }

    /** −log10 of false alarms per lumisection from which a region is suspected. */
    public double threshold() {
        return -Math.log10(budget);
    }

    private double significanceOf(int bank, double evidence, double slope) {
        double logRate = Math.log(CROSSINGS
                        * banks.get(bank).places()
                        / share(banks.get(bank).bank(), banks.size()))
                - evidence * slope;
        return Math.clamp(-logRate / Math.log(10), 0, 300);
    }

    private double coldThreshold(RegionBank bank, int of) {
        return Math.log(CROSSINGS * bank.regions() * Factors.count() / (budget * share(bank, of)));
    }

    private double hotThreshold(RegionBank bank, int of) {
        return coldThreshold(bank, of) / hotSlope(bank);
    }

    private static double hotSlope(RegionBank bank) {
        return isCells(bank) ? 1 : HOT_BLOCK_SLOPE;
    }

    private static double share(RegionBank bank, int of) {
        return isCells(bank) ? CELL_SHARE : (1 - CELL_SHARE) / (of - 1);
    }

    private static boolean isCells(RegionBank bank) {
        return bank.name().equals("1×1");
    }

    public void save(DataOutput out) throws IOException {
        for (RegionEvidence bank : banks) {
            bank.save(out);
        }
        out.writeInt(explanation.size());
        for (Region region : explanation) {
            out.writeInt(region.bank());
            out.writeInt(region.number());
        }
    }

    /** Reads back what {@link #save} wrote for the same geometry. */
    public void restore(DataInput in) throws IOException {
        for (RegionEvidence bank : banks) {
            bank.restore(in);
        }
        List<Region> regions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            regions.add(new Region(in.readInt(), in.readInt()));
        }
        explanation = List.copyOf(regions);
    }
}
