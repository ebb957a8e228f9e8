package org.lumiwatch.bench.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.source.ReadOptions;

/**
 * Occupancy of the ECAL barrel in one lumisection: crystals of supermodules, and trigger towers, with known faults.
 *
 * @param modules 85 × 20 crystals, by name such as {@code EB+03}
 * @param distributions one-dimensional elements of the same lumisection
 */
record BarrelMaps(
        NavigableMap<String, Histogram> modules,
        Histogram towers,
        List<MonitorElement> distributions,
        List<Fault> faults) {

    BarrelMaps {
        modules = Collections.unmodifiableNavigableMap(new TreeMap<>(modules));
        distributions = List.copyOf(distributions);
        faults = List.copyOf(faults);
    }

    /** @param kind such as {@code dead_tower} or {@code hot_crystal} */
    record Fault(String module, String kind, Box box) {
        boolean isFoundBy(Finding finding) {
            FindingKind right = kind.startsWith("dead") ? FindingKind.DEAD : FindingKind.HOT;
            return finding.kind() == right && finding.box().overlap(box) >= 0.5;
        }
    }

    /** Reads the folder of run 357538, with the faults that people read off its maps. */
    static BarrelMaps read(Path folder) {
        InMemorySet set = InMemorySet.read(
                Connectors.open(folder, ReadOptions.defaults()), ElementGlob.of("*"), Conditions.none());
        NavigableMap<String, Histogram> modules = new TreeMap<>();
        List<MonitorElement> distributions = new ArrayList<>();
        for (MonitorElement element : set.lumisections().getFirst().elements()) {
            String path = element.name().path();
            if (element.histogram().dimensions() == 1) {
                distributions.add(element);
            } else {
                modules.put(path.substring(path.lastIndexOf(' ') + 1), element.histogram());
            }
        }
        Histogram towers = modules.remove("occupancy");
        if (towers == null) {
            throw new IllegalArgumentException("%s: no map of towers (expected: one)".formatted(folder));
        }
        return new BarrelMaps(modules, towers, distributions, faults(folder.resolve("observed-dead-and-hot.csv")));
    }

    /** Columns: module, kind, first row, first column, rows, columns. */
    private static List<Fault> faults(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(field -> {
                        int y = Integer.parseInt(field[2]);
                        int x = Integer.parseInt(field[3]);
                        Box box = Box.of(x, y, x + Integer.parseInt(field[5]) - 1, y + Integer.parseInt(field[4]) - 1);
                        return new Fault(field[0], field[1], box);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Fault> faultsOf(String module) {
        return faults.stream().filter(fault -> fault.module().equals(module)).toList();
    }

    /** Every module changed in its own way, the towers as they are. */
    BarrelMaps changed(BiFunction<String, Histogram, Histogram> change, List<Fault> more) {
        Map<String, Histogram> changed = new TreeMap<>();
        modules.forEach((name, map) -> changed.put(name, change.apply(name, map)));
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(more);
        return new BarrelMaps(new TreeMap<>(changed), towers, distributions, all);
    }

    BarrelMaps with(Histogram otherTowers) {
        return new BarrelMaps(modules, otherTowers, distributions, faults);
    }

    /** Turned in phi: modules (rows) by whole towers, the map of towers (columns) by any number. */
    BarrelMaps turned(int moduleTowers, int towerColumns) {
        int rows = 5 * moduleTowers;
        Map<String, Histogram> turned = new TreeMap<>();
        modules.forEach((name, map) -> turned.put(name, rolled(map, 0, rows)));
        List<Fault> moved = faults.stream()
                .map(fault -> {
                    Box box = fault.box();
                    int y = (box.y0() + rows) % 20;
                    return new Fault(
                            fault.module(), fault.kind(), Box.of(box.x0(), y, box.x1(), y + box.y1() - box.y0()));
                })
                .toList();
        return new BarrelMaps(new TreeMap<>(turned), rolled(towers, towerColumns, 0), distributions, moved);
    }

    private static Histogram rolled(Histogram map, int dx, int dy) {
        int nx = map.bins(0);
        int ny = map.bins(1);
        double[] contents = new double[map.cells()];
        for (int cell = 0; cell < contents.length; cell++) {
            contents[(cell / nx + dy) % ny * nx + (cell % nx + dx) % nx] = map.at(cell);
        }
        return Histogram.of(map.axes(), contents);
    }
}
