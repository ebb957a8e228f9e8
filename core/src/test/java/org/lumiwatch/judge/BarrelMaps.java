package org.lumiwatch.judge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lumiwatch.element.Box;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Occupancy of the ECAL barrel in one real lumisection (run 357538, lumisection 37): the tower map and the crystals of 29
 * supermodules, with the faults that people read off them. Public data of cms-DQM/dials, which is not part of this project.
 */
record BarrelMaps(Histogram towers, TreeMap<String, Histogram> modules, List<Fault> faults) {
    record Fault(String module, String kind, Box box) {
        boolean isFoundBy(Finding finding) {
            FindingKind right = kind.startsWith("dead") ? FindingKind.DEAD : FindingKind.HOT;
            return finding.kind() == right && finding.box().overlap(box) >= 0.5;
        }
    }

    /** Skips the calling test where the data are absent. */
    static BarrelMaps readOrSkip() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolveSibling("shared/data/ecal-357538-dials"))) {
            folder = folder.getParent();
        }
        assumeTrue(
                folder != null,
                "no folder shared/data/ecal-357538-dials beside the project: real ECAL maps not checked");
        try {
            return read(folder.resolveSibling("shared/data/ecal-357538-dials"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BarrelMaps read(Path folder) throws IOException {
        TreeMap<String, Histogram> modules = new TreeMap<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode root = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("histograms2d-page%d.json".formatted(page))));
            for (JsonNode result : root.get("results")) {
                String title = result.get("title").asString();
                modules.put(title.substring(title.lastIndexOf(' ') + 1), histogram(result.get("data")));
            }
        }
        Histogram towers = modules.remove("occupancy");
        List<Fault> faults = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("observed-dead-and-hot.csv")).stream()
                .skip(1)
                .toList()) {
            String[] field = line.split(",", -1);
            int y = Integer.parseInt(field[2]);
            int x = Integer.parseInt(field[3]);
            Box box = Box.of(x, y, x + Integer.parseInt(field[5]) - 1, y + Integer.parseInt(field[4]) - 1);
            faults.add(new Fault(field[0], field[1], box));
        }
        return new BarrelMaps(towers, modules, faults);
    }

    private static Histogram histogram(JsonNode rows) {
        int ny = rows.size();
        int nx = rows.get(0).size();
        double[] contents = new double[nx * ny];
        for (int cell = 0; cell < contents.length; cell++) {
            contents[cell] = rows.get(cell / nx).get(cell % nx).asDouble();
        }
        return map(nx, ny, contents);
    }

    static Histogram map(int nx, int ny, double[] contents) {
        return Histogram.of(List.of(Axis.regular(nx, 0, nx), Axis.regular(ny, 0, ny)), contents);
    }

    /** Every map changed, the faults where they were. */
    BarrelMaps changed(Function<Histogram, Histogram> change) {
        TreeMap<String, Histogram> changed = new TreeMap<>();
        modules.forEach((name, map) -> changed.put(name, change.apply(map)));
        return new BarrelMaps(change.apply(towers), changed, faults);
    }

    List<Fault> faultsOf(String module) {
        return faults.stream().filter(fault -> fault.module().equals(module)).toList();
    }

    /** Module maps changed each in its own way. */
    BarrelMaps damaged(BiFunction<String, Histogram, Histogram> change) {
        TreeMap<String, Histogram> damaged = new TreeMap<>();
        modules.forEach((name, map) -> damaged.put(name, change.apply(name, map)));
        return new BarrelMaps(towers, damaged, faults);
    }

    BarrelMaps with(List<Fault> more) {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(more);
        return new BarrelMaps(towers, modules, all);
    }

    /** Modules turned in phi (rows) by whole towers, the tower map (columns) by any number. */
    BarrelMaps turned(int moduleTowers, int towerColumns) {
        TreeMap<String, Histogram> turned = new TreeMap<>();
        int rows = 5 * moduleTowers;
        modules.forEach((name, map) -> turned.put(name, rolled(map, 0, rows)));
        List<Fault> moved = faults.stream()
                .map(fault -> {
                    Box box = fault.box();
                    int y = (box.y0() + rows) % 20;
                    return new Fault(
                            fault.module(), fault.kind(), Box.of(box.x0(), y, box.x1(), y + box.y1() - box.y0()));
                })
                .toList();
        return new BarrelMaps(rolled(towers, towerColumns, 0), turned, moved);
    }

    private static Histogram rolled(Histogram map, int dx, int dy) {
        int nx = map.bins(0);
        int ny = map.bins(1);
        double[] contents = new double[nx * ny];
        for (int cell = 0; cell < contents.length; cell++) {
            contents[(cell / nx + dy) % ny * nx + (cell % nx + dx) % nx] = map.at(cell);
        }
        return map(nx, ny, contents);
    }
}
