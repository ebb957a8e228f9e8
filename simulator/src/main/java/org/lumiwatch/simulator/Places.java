package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.simulator.chance.Chance;

/** Picks where in a subdetector a fault goes. Mutable, for it spends chance. */
final class Places {
    private static final int TRIES = 1000;
    /** Rows of one end, and half the columns about the horizontal plane, that beam background reaches. */
    private static final int BACKGROUND_DEPTH = 4;

    private final Subdetector subdetector;
    private final Chance chance;

    Places(Subdetector subdetector, Chance chance) {
        this.subdetector = subdetector;
        this.chance = chance;
    }

    Chance chance() {
        return chance;
    }

    Subdetector subdetector() {
        return subdetector;
    }

    static List<ElementName> maps(Subdetector of) {
        return of.elements().stream()
                .filter(element -> of.geometry(element).law() != CountLaw.MULTINOMIAL)
                .toList();
    }

    static List<ElementName> distributions(Subdetector of) {
        return of.elements().stream()
                .filter(element -> of.geometry(element).law() == CountLaw.MULTINOMIAL)
                .toList();
    }

    ElementName map() {
        return any(maps(subdetector));
    }

    ElementName distribution() {
        return any(distributions(subdetector));
    }

    <T> T any(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    double oneOf(double... values) {
        return values[chance.nextInt(values.length)];
    }

    /** Even in the logarithm, both ends possible. */
    int between(int low, int high) {
        return (int) (low * StrictMath.pow((high + 0.99) / low, chance.nextDouble()));
    }

    /** A box of cells of which at least four in five count when all is well. */
    Box block(ElementName element, int width, int height) {
        Geometry geometry = subdetector.geometry(element);
        for (int i = 0; i < TRIES; i++) {
            int x = chance.nextInt(geometry.nx() - width + 1);
            int y = chance.nextInt(geometry.ny() - height + 1);
            int z = chance.nextInt(geometry.nz());
            Box box = new Box(x, y, z, x + width - 1, y + height - 1, z);
            if (live(element, box) >= 0.8 * box.cells()) {
                return box;
            }
        }
        throw new IllegalStateException(
                "%d×%d cells of %s: none found that count; choose another fault".formatted(width, height, element));
    }

    private int live(ElementName element, Box box) {
        Geometry geometry = subdetector.geometry(element);
        int live = 0;
        for (int z = box.z0(); z <= box.z1(); z++) {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    live += subdetector.live(element, geometry.cell(x, y, z)) ? 1 : 0;
                }
            }
        }
        return live;
    }

    /** A hardware group of the map that counts at all. */
    HardwareGroup group(ElementName element) {
        List<HardwareGroup> groups = subdetector.geometry(element).groups().stream()
                .filter(group -> group.boxes().stream().anyMatch(box -> live(element, box) > 0))
                .toList();
        return any(groups);
    }

    /** The same group in every element that has it. */
    List<Region> everywhere(HardwareGroup group) {
        List<Region> regions = new ArrayList<>();
        for (ElementName element : maps(subdetector)) {
            named(element, group.name())
                    .ifPresent(same -> same.boxes().forEach(box -> regions.add(new Region(element, box))));
        }
        return regions;
    }

    /** Two groups of equal form, box by box in turn, in every element that has both. */
    List<Region> pair(ElementName element) {
        HardwareGroup one = group(element);
        List<HardwareGroup> alike = subdetector.geometry(element).groups().stream()
                .filter(other -> !other.name().equals(one.name()) && alike(one, other))
                .toList();
        if (alike.isEmpty()) {
            Box box = block(element, 5, 5);
            Box other = block(element, 5, 5);
            while (box.common(other) > 0) {
                other = block(element, 5, 5);
            }
            return List.of(new Region(element, box), new Region(element, other));
        }
        HardwareGroup two = any(alike);
        List<Region> regions = new ArrayList<>();
        for (ElementName each : maps(subdetector)) {
            Optional<HardwareGroup> first = named(each, one.name());
            Optional<HardwareGroup> second = named(each, two.name());
            if (first.isPresent() && second.isPresent() && alike(first.get(), second.get())) {
                for (int i = 0; i < first.get().boxes().size(); i++) {
                    regions.add(new Region(each, first.get().boxes().get(i)));
                    regions.add(new Region(each, second.get().boxes().get(i)));
                }
            }
        }
        return regions;
    }

    private Optional<HardwareGroup> named(ElementName element, String name) {
        return subdetector.geometry(element).groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    private static boolean alike(HardwareGroup one, HardwareGroup other) {
        boolean alike = one.boxes().size() == other.boxes().size();
        for (int i = 0; alike && i < one.boxes().size(); i++) {
            alike = sameForm(one.boxes().get(i), other.boxes().get(i));
        }
        return alike;
    }

    static boolean sameForm(Box a, Box b) {
        return a.x1() - a.x0() == b.x1() - b.x0()
                && a.y1() - a.y0() == b.y1() - b.y0()
                && a.z1() - a.z0() == b.z1() - b.z0();
    }

    Box whole(ElementName element) {
        Geometry geometry = subdetector.geometry(element);
        return new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
    }

    List<Region> everything() {
        return subdetector.elements().stream()
                .map(element -> new Region(element, whole(element)))
                .toList();
    }

    /** A ring of equal pseudorapidity, or a row along the strips. */
    Box ring(ElementName element) {
        Geometry geometry = subdetector.geometry(element);
        Box cell = block(element, 1, 1);
        return switch (geometry.eta()) {
            case X -> new Box(cell.x0(), 0, cell.z0(), cell.x0(), geometry.ny() - 1, cell.z0());
            case Y, RADIUS, NONE -> new Box(0, cell.y0(), cell.z0(), geometry.nx() - 1, cell.y0(), cell.z0());
        };
    }

    /** Maps of one end: the upper or lower half in pseudorapidity; of discs, one of the discs. */
    List<Region> oneEnd() {
        boolean upper = chance.nextBoolean();
        List<ElementName> maps = maps(subdetector);
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            Geometry geometry = subdetector.geometry(maps.get(i));
            int nx = geometry.nx();
            int ny = geometry.ny();
            switch (geometry.eta()) {
                case X -> regions.add(new Region(maps.get(i), part(geometry, upper ? nx / 2 : 0, 0, nx / 2, ny)));
                case Y -> regions.add(new Region(maps.get(i), part(geometry, 0, upper ? ny / 2 : 0, nx, ny / 2)));
                case RADIUS, NONE -> {
                    if (i % 2 == (upper ? 1 : 0) || maps.size() == 1) {
                        regions.add(new Region(maps.get(i), whole(maps.get(i))));
                    }
                }
            }
        }
        return regions;
    }

    /** Through all layers. */
    private static Box part(Geometry of, int x, int y, int width, int height) {
        return new Box(x, y, 0, x + width - 1, y + height - 1, of.nz() - 1);
    }

    /** Cells of a map about the horizontal plane at one end. */
    List<Region> horizontalPlane(ElementName element) {
        Geometry geometry = subdetector.geometry(element);
        int nx = geometry.nx();
        int ny = geometry.ny();
        boolean upper = chance.nextBoolean();
        int depth = BACKGROUND_DEPTH;
        List<Box> boxes = switch (geometry.eta()) {
            case X -> {
                int x = upper ? nx - depth : 0;
                yield List.of(
                        part(geometry, x, 0, depth, 2),
                        part(geometry, x, ny / 2 - 1, depth, 2),
                        part(geometry, x, ny - 2, depth, 2));
            }
            case Y -> {
                int y = upper ? ny - depth : 0;
                yield List.of(
                        part(geometry, 0, y, 2, depth),
                        part(geometry, nx / 2 - 1, y, 2, depth),
                        part(geometry, nx - 2, y, 2, depth));
            }
            case RADIUS, NONE ->
                List.of(part(geometry, 0, ny / 2 - 1, nx / 2, 2), part(geometry, nx / 2, ny / 2 - 1, nx / 2, 2));
        };
        return boxes.stream().map(box -> new Region(element, box)).toList();
    }
}
