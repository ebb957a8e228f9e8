package org.lumiwatch.neural.ensemble;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.ExpectationTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.testkit.QualityTestContract;

final class WeighedTestContractTest extends QualityTestContract {
    @Override
    protected QualityTestKind kind() {
        QualityTestKind network = ExpectationTest.kind(
                new TestId("network", 1),
                (name, geometry) -> Optional.of(new NetworkExpectation(Bells.model(), geometry)));
        return WeighedTest.kind(ShapeTest.kind(), List.of(new WeighedTest.Joining(network, name -> true)));
    }

    @Override
    protected Geometry geometry() {
        return Geometry.line(Bells.BINS);
    }

    @Override
    protected Histogram healthy(RandomGenerator random) {
        return Bells.healthy(random);
    }

    @Override
    protected Histogram faulty(Histogram healthy) {
        return Bells.faulty(healthy);
    }
}
