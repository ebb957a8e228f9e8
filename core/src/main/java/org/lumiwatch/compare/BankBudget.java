package org.lumiwatch.compare;

import java.util.List;

/**
 * False incidents that the banks of a map may raise: half of them those of single cells, the rest the others evenly. What a bank shows is as
 * significant as if it were the only one with all of the budget.
 *
 * @param falseIncidents per lumisection, of all banks
 * @param banks in the order they are asked for
 */
record BankBudget(double falseIncidents, List<RegionBank> banks) {
    private static final double CELL_SHARE = 0.5;
    /** Standard deviations of an interval at 95 %. */
    private static final double TWO_SIDED = 1.96;

    private static final double LARGEST = 300;

    BankBudget {
        banks = List.copyOf(banks);
    }

    /** False incidents per lumisection that a bank may raise. */
    double of(int bank) {
        return falseIncidents * share(bank);
    }

    Certainty certainty(int bank, RegionTails.Rarity of) {
        double range = TWO_SIDED * of.doubt();
        return new Certainty(
                significance(bank, of.logRate()),
                significance(bank, of.counted()),
                significance(bank, of.logRate() + range),
                significance(bank, of.logRate() - range));
    }

    /** Of what is so rare in a bank, ln of times per lumisection. */
    double significance(int bank, double logRate) {
        return Math.clamp(-(logRate - Math.log(share(bank))) / Math.log(10), 0, LARGEST);
    }

    private double share(int bank) {
        if (banks.size() == 1) {
            return 1;
        }
        return banks.get(bank).isCells() ? CELL_SHARE : (1 - CELL_SHARE) / (banks.size() - 1);
    }
}
