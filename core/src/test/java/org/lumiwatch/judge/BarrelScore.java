package org.lumiwatch.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.BarrelMaps.Fault;
import org.lumiwatch.lumisection.LumisectionId;

/** Which faults of the module maps were found, with the right kind and at least half of the right cells, and what else. */
record BarrelScore(Map<String, Integer> counts, List<Fault> missed, List<String> others) {
    static BarrelScore of(BarrelMaps maps) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Fault> missed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        maps.modules().forEach((module, map) -> {
            List<Finding> findings = new ArrayList<>(findings(module, map));
            for (Fault fault : maps.faultsOf(module)) {
                if (findings.removeIf(fault::isFoundBy)) {
                    counts.merge(fault.kind(), 1, Integer::sum);
                } else {
                    missed.add(fault);
                }
            }
            findings.forEach(finding -> others.add(module + " " + finding.headline()));
        });
        return new BarrelScore(counts, missed, others);
    }

    int found(String kind) {
        return counts.getOrDefault(kind, 0);
    }

    static List<Finding> findings(String path, Histogram map) {
        ElementName name = new ElementName(path);
        LumisectionId at = new LumisectionId(357538, 37);
        Geometry geometry = Geometries.builtIn().bind(name, map);
        Judgement judgement = LocalOccupancy.standard()
                .begin(name, geometry, TestOptions.defaults())
                .judge(new MonitorElement(name, at, map), LumisectionConditions.unknown(at));
        return judgement.verdict() instanceof Verdict.Bad bad ? bad.findings() : List.of();
    }
}
