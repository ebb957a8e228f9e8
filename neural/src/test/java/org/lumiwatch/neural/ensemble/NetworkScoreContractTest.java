package org.lumiwatch.neural.ensemble;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.ScoreTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.testkit.QualityTestContract;

final class NetworkScoreContractTest extends QualityTestContract {
    @Override
    protected QualityTestKind kind() {
        return ScoreTest.kind(
                new TestId("score", 1), (name, geometry) -> Optional.of(new NetworkScorer(Bells.model(), geometry)));
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
