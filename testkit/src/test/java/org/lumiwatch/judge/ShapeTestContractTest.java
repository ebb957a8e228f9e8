package org.lumiwatch.judge;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.testkit.QualityTestContract;

class ShapeTestContractTest extends QualityTestContract {
    @Override
    protected QualityTestKind kind() {
        return ShapeTest.kind();
    }

    @Override
    protected Geometry geometry() {
        return Geometry.line(50);
    }

    @Override
    protected Histogram healthy(RandomGenerator random) {
        Axis axis = Axis.regular(50, -5, 5);
        double[] counts = new double[50];
        for (int i = 0; i < 4000; i++) {
            int bin = axis.indexOf(random.nextGaussian());
            if (bin >= 0 && bin < 50) {
                counts[bin]++;
            }
        }
        return Histogram.of(List.of(axis), counts);
    }

    @Override
    protected Histogram faulty(Histogram healthy) {
        double[] counts = healthy.contents();
        for (int i = 22; i < 26; i++) {
            counts[i] = 0;
        }
        return Histogram.of(healthy.axes(), counts);
    }
}
