package org.lumiwatch.judge;

import java.util.List;
import org.lumiwatch.compare.MapExplanation;
import org.lumiwatch.compare.Region;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.judge.Finding.Impact;
import org.lumiwatch.lumisection.LumisectionId;

/** What the regions that explain a map mean to the shift crew. */
final class RegionFindings {
    /** Up to this share of the expected counts a region is dead: noise and neighbours leave some. */
    private static final double DEAD = 0.15;

    /** Share of a hardware group that a region must fill, and the reverse, to be called by the group's name. */
    private static final double GROUP_SHARE = 0.8;

    /** Evidence, in log-likelihood, before added noise is preferred to a higher efficiency. */
    private static final double NOISE_EVIDENCE = 5;

    private RegionFindings() {}

    /** @return findings in the order of the regions, all of them since {@code at} */
    static List<Finding> of(MapExplanation explanation, LumisectionId at) {
        Prediction expected = explanation.expected();
        int liveCells = expected.liveCells();
        double total = expected.total();
        return explanation.regions().stream()
                .map(region -> new Finding(
                        kind(region),
                        region.factor(),
                        region.box(),
                        group(region, expected),
                        impact(region, liveCells, total),
                        Significance.ofLogProbability(region.logChance()),
                        at))
                .toList();
    }

    private static FindingKind kind(Region region) {
        if (region.factor() >= 1) {
            return region.uniform() > NOISE_EVIDENCE ? FindingKind.NOISY : FindingKind.HOT;
        }
        return region.factor() <= DEAD ? FindingKind.DEAD : FindingKind.DEGRADED;
    }

    private static String group(Region region, Prediction expected) {
        return !region.group().isEmpty()
                ? region.group()
                : expected.geometry()
                        .groupFilledBy(region.box(), GROUP_SHARE)
                        .map(group -> group.name())
                        .orElse("");
    }

    private static Impact impact(Region region, int liveCells, double total) {
        return new Impact(Math.min(1, (double) region.liveCells() / liveCells), Math.min(1, region.expected() / total));
    }
}
