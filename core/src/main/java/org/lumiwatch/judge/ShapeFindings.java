package org.lumiwatch.judge;

import org.lumiwatch.compare.BinScan;
import org.lumiwatch.compare.ShapeDeviation;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/** Findings in distributions, whoever expected them otherwise. */
final class ShapeFindings {
    /** Beyond this factor, and of bins that hold little, counts were added rather than multiplied. */
    private static final double NOISY = 5;

    private static final double LITTLE = 0.01;

    private ShapeFindings() {}

    /** Of bins that lost most counts or gained many. */
    static Finding ofPlace(BinScan.Place place, int bins, double significance, LumisectionId since) {
        return new Finding(
                FindingKind.of(place.factor(), place.factor() > NOISY && place.share() < LITTLE),
                place.factor(),
                place.box(),
                "",
                new Finding.Impact((double) place.box().cells() / bins, place.share()),
                significance,
                since);
    }

    /** Of the form as a whole, where most of the difference is. */
    static Finding ofForm(Histogram histogram, Prediction prediction, double significance, LumisectionId since) {
        Box box = ShapeDeviation.where(histogram, prediction);
        double observed = 0;
        double expected = 0;
        for (int bin = box.x0(); bin <= box.x1(); bin++) {
            observed += histogram.at(bin);
            expected += prediction.mean(bin);
        }
        return new Finding(
                FindingKind.SHAPE,
                observed / Math.max(expected, 1e-9),
                box,
                "",
                new Finding.Impact(
                        (double) box.cells() / prediction.cells(), Math.min(1, expected / prediction.total())),
                significance,
                since);
    }
}
