package org.lumiwatch.bench.stream;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.Fault;

/**
 * A fault of a class at a place and time.
 *
 * @param boxes its cells
 * @param group name of its hardware group; empty when it is none
 * @param first place in the stream of its first lumisection
 */
public record Placed(FaultClass of, List<Box> boxes, String group, int first) {
    public Placed {
        boxes = List.copyOf(boxes);
    }

    /** Place in the stream of its last lumisection. */
    public int last() {
        return first + of.lasting() - 1;
    }

    /** As the simulator puts it into the cells of an element. */
    public Fault fault(ElementName element) {
        Fault.Span span = new Fault.Span(first, last());
        return group.isEmpty()
                ? Fault.efficiency(element, boxes.getFirst(), of.factor(), span)
                : Fault.group(List.of(element), new HardwareGroup(group, boxes), of.factor(), span);
    }

    /** Whether a box shares a cell with it. */
    public boolean touches(Box box) {
        return boxes.stream().anyMatch(own -> own.common(box) > 0);
    }

    /** Cells from the nearest of its own, the larger of both directions; 0 within; far when in another layer. */
    public int distance(int x, int y, int z) {
        int nearest = Integer.MAX_VALUE;
        for (Box box : boxes) {
            if (z >= box.z0() && z <= box.z1()) {
                int dx = Math.max(0, Math.max(box.x0() - x, x - box.x1()));
                int dy = Math.max(0, Math.max(box.y0() - y, y - box.y1()));
                nearest = Math.min(nearest, Math.max(dx, dy));
            }
        }
        return nearest;
    }

    /** Intersection over union of a box with it. */
    public double overlap(Box box) {
        long common = boxes.stream().mapToLong(box::common).sum();
        long all = box.cells() + boxes.stream().mapToLong(Box::cells).sum();
        return (double) common / (all - common);
    }

    /** Whether any cell of the other lies within {@code margin} cells in x and y. */
    boolean near(Placed other, int margin) {
        return boxes.stream().anyMatch(own -> other.touches(grown(own, margin)));
    }

    private static Box grown(Box box, int margin) {
        return new Box(
                Math.max(0, box.x0() - margin),
                Math.max(0, box.y0() - margin),
                0,
                box.x1() + margin,
                box.y1() + margin,
                box.z1() + 64);
    }
}
