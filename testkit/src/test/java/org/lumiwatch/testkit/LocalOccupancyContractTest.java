package org.lumiwatch.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.LocalOccupancy;
import org.lumiwatch.judge.QualityTestKind;

class LocalOccupancyContractTest extends QualityTestContract {
    private static final List<Axis> AXES = List.of(Axis.regular(72, 0, 360), Axis.regular(34, -85, 85));

    @Override
    protected QualityTestKind kind() {
        return LocalOccupancy.standard();
    }

    @Override
    protected Geometry geometry() {
        return Geometries.builtIn().bind(new ElementName("towers"), Histogram.empty(AXES));
    }

    @Override
    protected Histogram healthy(RandomGenerator random) {
        double[] contents = new double[72 * 34];
        Arrays.setAll(contents, cell -> Math.rint(300 + 50 * random.nextGaussian()));
        return Histogram.of(AXES, contents);
    }

    @Override
    protected Histogram faulty(Histogram healthy) {
        double[] contents = healthy.contents();
        for (int y = 10; y < 15; y++) {
            Arrays.fill(contents, y * 72 + 20, y * 72 + 25, 0);
        }
        return Histogram.of(AXES, contents);
    }
}
