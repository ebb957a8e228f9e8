package org.lumiwatch.bench.protocol;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.protocol.HcalThreeClasses.State;
import org.lumiwatch.bench.protocol.ThreeClassImages.MapClassifier;
import org.lumiwatch.bench.protocol.ThreeClassImages.Recipe;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.element.Geometry;

/** Largest mean pull of a place of the size that is told, against the largest of healthy maps. Mutable. */
final class PullClassifier implements MapClassifier {
    private static final int REACH = 2;

    private final EwmaPulls pulls = new EwmaPulls("frozen mean and std");
    private final Map<Shape, Double> thresholds = new EnumMap<>(Shape.class);

    @Override
    public String name() {
        return "frozen mean and std, z of the place";
    }

    @Override
    public Role role() {
        return Role.BASELINE;
    }

    @Override
    public void train(List<Observed> history) {
        int half = history.size() / 2;
        pulls.train(history.subList(0, half));
        for (Shape shape : ThreeClassImages.SHAPES) {
            thresholds.put(
                    shape,
                    history.subList(half, history.size()).stream()
                            .mapToDouble(map -> Math.abs(extreme(map, shape)))
                            .max()
                            .orElse(Double.POSITIVE_INFINITY));
        }
    }

    @Override
    public State classify(Observed map, Recipe recipe, Shape shape) {
        double extreme = extreme(map, shape);
        if (Math.abs(extreme) <= thresholds.getOrDefault(shape, Double.POSITIVE_INFINITY)) {
            return State.GOOD;
        }
        return extreme > 0 ? State.HOT : State.DEAD;
    }

    /** The mean pull, times the root of the number of cells, that lies farthest from 0. */
    private double extreme(Observed map, Shape shape) {
        Geometry geometry = map.geometry();
        CellEvidence evidence = pulls.evidence(map);
        double extreme = 0;
        for (int cell = 0; cell < geometry.cells(); cell++) {
            double mean = pull(geometry, evidence, cell, shape == Shape.BLOCK ? REACH : 0);
            extreme = Math.abs(mean) > Math.abs(extreme) ? mean : extreme;
        }
        return extreme;
    }

    private static double pull(Geometry geometry, CellEvidence evidence, int cell, int reach) {
        double sum = 0;
        int counted = 0;
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                int next = geometry.neighbour(cell, dx, dy);
                if (next >= 0 && evidence.score(next) >= 0) {
                    sum += Math.copySign(evidence.score(next), evidence.ratio(next) - 1);
                    counted++;
                }
            }
        }
        return counted == 0 ? 0 : sum / Math.sqrt(counted);
    }
}
