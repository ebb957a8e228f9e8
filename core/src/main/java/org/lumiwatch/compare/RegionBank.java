package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.element.HardwareGroup;

/**
 * Regions of one kind in which a fault is looked for: single cells, blocks of one size at every position, rings, or hardware
 * groups. Immutable.
 *
 * @param name such as {@code 5×5}
 * @param width of blocks at every position, along x, then y, then z; 0 where regions are none
 * @param height the same
 * @param boxes one list per region
 * @param groups name of each region's hardware group; empty names for regions that are none
 */
record RegionBank(String name, int width, int height, List<List<Box>> boxes, List<String> groups) {
    RegionBank {
        boxes = boxes.stream().map(List::copyOf).toList();
        groups = List.copyOf(groups);
    }

    int regions() {
        return boxes.size();
    }

    /** Whether the regions are the single cells. */
    boolean isCells() {
        return width * height == 1;
    }

    boolean isBlocks() {
        return width > 0;
    }

    /** Whether the regions are hardware: each is a thing that may wander by itself, which a block of cells is not. */
    boolean isHardware() {
        return isCells() || groups.stream().noneMatch(String::isEmpty);
    }

    /** Smallest box around a region. */
    Box box(int region) {
        return Box.around(boxes.get(region));
    }

    /** All banks of a geometry: cells first, then blocks, rings and groups. */
    static List<RegionBank> of(Geometry geometry) {
        List<RegionBank> banks = new ArrayList<>();
        banks.add(blocks(geometry, 1, 1));
        for (int size : new int[] {2, 3, 4, 5, 7}) {
            if (geometry.nx() > size && geometry.ny() > size) {
                banks.add(blocks(geometry, size, size));
            }
        }
        int width = geometry.tower().width();
        int height = geometry.tower().height();
        if (width * height > 1 && (width != height || width == 6 || width > 7)) {
            banks.add(blocks(geometry, width, height));
        }
        if (geometry.eta() == EtaAxis.X || geometry.eta() == EtaAxis.Y) {
            banks.add(rings(geometry));
        }
        if (!geometry.groups().isEmpty()) {
            banks.add(groups(geometry));
        }
        return List.copyOf(banks);
    }

    private static RegionBank blocks(Geometry geometry, int width, int height) {
        List<List<Box>> boxes = new ArrayList<>();
        for (int z = 0; z < geometry.nz(); z++) {
            for (int y = 0; y + height <= geometry.ny(); y++) {
                for (int x = 0; x + width <= geometry.nx(); x++) {
                    boxes.add(List.of(new Box(x, y, z, x + width - 1, y + height - 1, z)));
                }
            }
        }
        return new RegionBank(width + "×" + height, width, height, boxes, Collections.nCopies(boxes.size(), ""));
    }

    private static RegionBank rings(Geometry geometry) {
        List<List<Box>> boxes = new ArrayList<>();
        boolean columns = geometry.eta() == EtaAxis.X;
        for (int z = 0; z < geometry.nz(); z++) {
            for (int i = 0; i < (columns ? geometry.nx() : geometry.ny()); i++) {
                boxes.add(List.of(
                        columns
                                ? new Box(i, 0, z, i, geometry.ny() - 1, z)
                                : new Box(0, i, z, geometry.nx() - 1, i, z)));
            }
        }
        return new RegionBank("ring", 0, 0, boxes, Collections.nCopies(boxes.size(), ""));
    }

    private static RegionBank groups(Geometry geometry) {
        return new RegionBank(
                "group",
                0,
                0,
                geometry.groups().stream().map(HardwareGroup::boxes).toList(),
                geometry.groups().stream().map(HardwareGroup::name).toList());
    }
}
