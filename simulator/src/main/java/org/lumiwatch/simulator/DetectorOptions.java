package org.lumiwatch.simulator;

/**
 * How imperfect a subdetector is: each a multiple of what was measured or chosen for it, 0 to switch it off.
 *
 * @param spread static differences between cells and groups, and their changes from era to era
 * @param defects share of cells dead or at another response from the start of an era
 * @param commonMode what all cells of a lumisection share
 * @param ageing losses, and the rise of noise, with the wear of the detector
 * @param clustering what the counts of ECAL have beyond Poisson's variance: Fano factor 1 + 7 × this
 * @param everyNthEvent share of the events that the elements look at: 4 is every fourth
 */
public record DetectorOptions(
        double spread, double defects, double commonMode, double ageing, double clustering, int everyNthEvent) {
    public DetectorOptions {
        if (!(spread >= 0 && defects >= 0 && commonMode >= 0 && ageing >= 0 && clustering >= 0) || everyNthEvent < 1) {
            throw new IllegalArgumentException(
                    "detector: spread %s, defects %s, common mode %s, ageing %s, clustering %s, every %d events (expected: >= 0, >= 1)"
                            .formatted(spread, defects, commonMode, ageing, clustering, everyNthEvent));
        }
    }

    /** Everything as measured. */
    public static DetectorOptions measured() {
        return new DetectorOptions(1, 1, 1, 1, 1, 1);
    }

    /** All cells of a ring alike, steady and for ever: only clusters and counting are left. */
    public static DetectorOptions ideal() {
        return new DetectorOptions(0, 0, 0, 0, 1, 1);
    }

    public DetectorOptions withSpread(double multiple) {
        return new DetectorOptions(multiple, defects, commonMode, ageing, clustering, everyNthEvent);
    }

    public DetectorOptions withDefects(double multiple) {
        return new DetectorOptions(spread, multiple, commonMode, ageing, clustering, everyNthEvent);
    }

    public DetectorOptions withCommonMode(double multiple) {
        return new DetectorOptions(spread, defects, multiple, ageing, clustering, everyNthEvent);
    }

    public DetectorOptions withAgeing(double multiple) {
        return new DetectorOptions(spread, defects, commonMode, multiple, clustering, everyNthEvent);
    }

    public DetectorOptions withClustering(double multiple) {
        return new DetectorOptions(spread, defects, commonMode, ageing, multiple, everyNthEvent);
    }

    public DetectorOptions sampling(int everyNth) {
        return new DetectorOptions(spread, defects, commonMode, ageing, clustering, everyNth);
    }

    /** Events of a lumisection that enter. */
    int events(Moment moment) {
        return moment.events() / everyNthEvent;
    }
}
