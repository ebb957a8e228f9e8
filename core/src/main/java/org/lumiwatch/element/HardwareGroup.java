package org.lumiwatch.element;

import java.util.List;

/**
 * Cells that share a fate: a supermodule, a readout box, a module, an HV sector. The same name in the geometry of several
 * elements means the same hardware: a readout box is seen by every depth map.
 */
public record HardwareGroup(String name, List<Box> boxes) {
    public HardwareGroup {
        boxes = List.copyOf(boxes);
        if (name.isBlank() || boxes.isEmpty()) {
            throw new IllegalArgumentException(
                    "group '%s': %d boxes (expected: a name and >= 1 box)".formatted(name, boxes.size()));
        }
    }

    public boolean contains(int x, int y, int z) {
        return boxes.stream().anyMatch(box -> box.contains(x, y, z));
    }
}
