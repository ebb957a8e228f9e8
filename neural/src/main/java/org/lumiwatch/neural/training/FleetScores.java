package org.lumiwatch.neural.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.evaluate.metric.Scored;
import org.lumiwatch.neural.StandardFault;
import org.lumiwatch.neural.onnx.OnnxModel;

/** The examination of a fleet: as {@link FaultScores} for every network, all of them scored in one call for each lumisection and fault. */
final class FleetScores {
    private FleetScores() {}

    /** One element's lumisections that examine: from {@code first} on. */
    record Part(ElementData.Series series, int first) {
        int size() {
            return series.size() - first;
        }
    }

    /**
     * Means over the networks of what {@link FaultScores#metrics} tells of each.
     *
     * @param parts one a network, in the order of the model's
     * @param most lumisections to examine with; as many of each element
     */
    static Map<String, Double> metrics(OnnxModel fleet, List<Part> parts, Geometry geometry, int most, long seed) {
        List<? extends StandardFault> faults = StandardFault.of(geometry);
        int shortest = parts.stream().mapToInt(Part::size).min().orElse(0);
        int every = Math.max(1, shortest / most);
        List<List<Scored>> healthy = lists(parts.size());
        List<Map<String, List<Scored>>> faulty = new ArrayList<>();
        parts.forEach(part -> faulty.add(new LinkedHashMap<>()));
        for (int step = 0; step < shortest; step += every) {
            for (int f = -1; f < faults.size(); f++) {
                float[] errors = errors(fleet, parts, geometry, step, f < 0 ? null : faults.get(f), seed * 31 + f);
                for (int i = 0; i < errors.length; i++) {
                    Part part = parts.get(i);
                    int run = part.series().at(part.first() + step).run();
                    Scored scored = new Scored(errors[i], f >= 0, run);
                    if (f < 0) {
                        healthy.get(i).add(scored);
                    } else {
                        faulty.get(i)
                                .computeIfAbsent(faults.get(f).label(), label -> new ArrayList<>())
                                .add(scored);
                    }
                }
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            new FaultScores(healthy.get(i), faulty.get(i))
                    .metrics()
                    .forEach((name, value) -> means.merge(name, value / parts.size(), Double::sum));
        }
        return means;
    }

    private static List<List<Scored>> lists(int size) {
        List<List<Scored>> lists = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    /** Mean squared error of every network in one lumisection, with a fault in each or none. */
    private static float[] errors(
            OnnxModel fleet,
            List<Part> parts,
            Geometry geometry,
            int step,
            @org.jspecify.annotations.Nullable StandardFault fault,
            long seed) {
        int cells = geometry.cells();
        float[] counts = new float[parts.size() * cells];
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int index = part.first() + step;
            part.series().write(index, counts, i * cells);
            if (fault != null) {
                SplittableRandom random = new SplittableRandom(seed + index * 1009L + i * 1_000_003L);
                fault.into(counts, i * cells, geometry, part.series().most(index), random);
            }
        }
        return Objects.requireNonNull(fleet.run(1, counts).get(OnnxModel.MSE));
    }
}
