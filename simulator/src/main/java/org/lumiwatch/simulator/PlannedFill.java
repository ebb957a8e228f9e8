package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.evaluate.Nuisance;

/**
 * A fill at its place in a campaign, with what a fill by itself does not have.
 *
 * @param first place of its first lumisection in the campaign
 * @param afterStop whether the detector rested before it
 * @param scans places in the fill where a luminosity scan begins
 * @param lowPileup places in the fill of runs at low pileup
 */
record PlannedFill(int first, Era era, boolean afterStop, Fill fill, List<Integer> scans, List<Fault.Span> lowPileup) {
    /** Lumisections of a scan: 9 separations of the beams, two lumisections each. */
    static final int SCAN = 18;

    private static final double LOW = 0.1;

    PlannedFill {
        scans = List.copyOf(scans);
        lowPileup = List.copyOf(lowPileup);
    }

    /** Place after its last lumisection. */
    int end() {
        return first + fill.lumisections();
    }

    double pileup(int local) {
        double pileup = fill.pileup(local);
        for (int scan : scans) {
            if (local >= scan && local < scan + SCAN) {
                // overlap of two Gaussian beams, apart by -1.2 to 1.2 of their width
                double apart = 0.3 * ((local - scan) / 2 - 4);
                pileup *= StrictMath.exp(-apart * apart / 4);
            }
        }
        for (Fault.Span low : lowPileup) {
            pileup *= local >= low.first() && local <= low.last() ? LOW : 1;
        }
        return pileup;
    }

    /** Those of the fill, but for a pileup that stays and for the ageing that the whole campaign tells. */
    List<Nuisance> nuisances() {
        List<Nuisance> all = new ArrayList<>();
        boolean steady = fill.pileup(0) == fill.pileup(fill.lumisections() - 1);
        for (Nuisance nuisance : fill.nuisances()) {
            if (!nuisance.kind().equals("ageing") && !(steady && nuisance.kind().equals("pileup"))) {
                all.add(nuisance);
            }
        }
        for (int scan : scans) {
            all.add(new Nuisance(
                    "luminosity scan",
                    List.of(),
                    fill.id(scan),
                    fill.id(scan + SCAN - 1),
                    "beams apart by up to 1.2 widths"));
        }
        for (Fault.Span low : lowPileup) {
            all.add(new Nuisance("low pileup", List.of(), fill.id(low.first()), fill.id(low.last()), "pileup ×" + LOW));
        }
        return all;
    }
}
