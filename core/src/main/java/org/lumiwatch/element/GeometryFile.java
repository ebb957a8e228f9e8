package org.lumiwatch.element;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.element.Geometry.Tower;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Geometries from a small JSON file: one object or an array of them, such as
 *
 * <pre>{@code
 * {"name": "pixel layer", "elements": "Pixel/*Layer*", "shape": [200, 300], "law": "clustered", "eta": "x",
 *  "periodic": [false, true], "tower": [4, 4], "maskKnown": true,
 *  "groups": [{"name": "sector 1", "boxes": [[0, 0, 49, 299]]}], "uninstrumented": [[98, 0, 101, 299]]}
 * }</pre>
 *
 * <p>Needed are {@code name} and {@code shape} (1 to 3 numbers of cells, x first). A box is {@code [x0, y0, x1, y1]} or
 * {@code [x0, y0, z0, x1, y1, z1]}, 0-based and inclusive. Left out: {@code elements} {@code *}; {@code law} clustered
 * (or multinomial with one axis); {@code eta} none; not periodic; towers of 1×1; no groups; mask not known.
 */
public final class GeometryFile {
    private static final List<String> KEYS = List.of(
            "name", "elements", "shape", "law", "eta", "periodic", "tower", "maskKnown", "groups", "uninstrumented");

    private final Path file;

    private GeometryFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all geometries of a file.
     *
     * @throws InvalidDataException when it is not such a file; the message says where and why
     */
    public static List<Geometries.Binding> read(Path file) {
        return new GeometryFile(file).bindings();
    }

    /** Bindings as such a file's text. */
    public static String text(List<Geometries.Binding> bindings) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (Geometries.Binding binding : bindings) {
            Geometry geometry = binding.geometry();
            ObjectNode node = array.addObject();
            node.put("name", geometry.name());
            node.put("elements", binding.elements().toString());
            ArrayNode shape = node.putArray("shape").add(geometry.nx());
            if (geometry.ny() > 1 || geometry.nz() > 1) {
                shape.add(geometry.ny());
            }
            if (geometry.nz() > 1) {
                shape.add(geometry.nz());
            }
            node.put("law", geometry.law().name().toLowerCase(Locale.ROOT));
            node.put("eta", geometry.eta().name().toLowerCase(Locale.ROOT));
            node.putArray("periodic").add(geometry.xPeriodic()).add(geometry.yPeriodic());
            node.putArray("tower")
                    .add(geometry.tower().width())
                    .add(geometry.tower().height());
            node.put("maskKnown", geometry.maskKnown());
            ArrayNode groups = node.putArray("groups");
            for (HardwareGroup group : geometry.groups()) {
                ObjectNode one = groups.addObject().put("name", group.name());
                write(group.boxes(), one.putArray("boxes"));
            }
            write(geometry.uninstrumented(), node.putArray("uninstrumented"));
        }
        return array.toString();
    }

    private static void write(List<Box> boxes, ArrayNode to) {
        for (Box box : boxes) {
            to.addArray()
                    .add(box.x0())
                    .add(box.y0())
                    .add(box.z0())
                    .add(box.x1())
                    .add(box.y1())
                    .add(box.z1());
        }
    }

    private List<Geometries.Binding> bindings() {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new InvalidDataException("%s: %s (expected: JSON)".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<JsonNode> objects = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(objects::add);
        } else {
            objects.add(root);
        }
        List<Geometries.Binding> bindings = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            bindings.add(binding(objects.get(i), i + 1));
        }
        return List.copyOf(bindings);
    }

    private Geometries.Binding binding(JsonNode node, int number) {
        if (!node.isObject()) {
            throw invalid(number, "geometry", node, "an object");
        }
        for (String key : node.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw invalid(number, "key", key, "one of " + KEYS);
            }
        }
        String name = text(node, "name", number);
        List<Integer> shape = numbers(node.path("shape"), "shape", number);
        if (shape.isEmpty() || shape.size() > 3) {
            throw invalid(number, "shape", node.path("shape"), "1 to 3 numbers of cells");
        }
        List<Integer> tower = node.has("tower") ? numbers(node.path("tower"), "tower", number) : List.of(1, 1);
        if (tower.size() != 2) {
            throw invalid(number, "tower", node.path("tower"), "[width, height]");
        }
        try {
            Geometry geometry = new Geometry(
                    name,
                    shape.getFirst(),
                    shape.size() > 1 ? shape.get(1) : 1,
                    shape.size() > 2 ? shape.get(2) : 1,
                    choice(
                            CountLaw.class,
                            node,
                            "law",
                            shape.size() == 1 ? CountLaw.MULTINOMIAL : CountLaw.CLUSTERED,
                            number),
                    choice(EtaAxis.class, node, "eta", EtaAxis.NONE, number),
                    node.path("periodic").path(0).asBoolean(false),
                    node.path("periodic").path(1).asBoolean(false),
                    new Tower(tower.get(0), tower.get(1)),
                    groups(node.path("groups"), number),
                    boxes(node.path("uninstrumented"), number),
                    node.path("maskKnown").asBoolean(false));
            String glob = node.has("elements") ? text(node, "elements", number) : "*";
            return new Geometries.Binding(ElementGlob.of(glob), geometry);
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("%s: geometry %d: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private List<HardwareGroup> groups(JsonNode node, int number) {
        List<HardwareGroup> groups = new ArrayList<>();
        for (JsonNode group : node) {
            groups.add(new HardwareGroup(text(group, "name", number), boxes(group.path("boxes"), number)));
        }
        return groups;
    }

    private List<Box> boxes(JsonNode node, int number) {
        List<Box> boxes = new ArrayList<>();
        for (JsonNode box : node) {
            List<Integer> bounds = numbers(box, "box", number);
            boxes.add(
                    switch (bounds.size()) {
                        case 4 -> Box.of(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
                        case 6 ->
                            new Box(
                                    bounds.get(0),
                                    bounds.get(1),
                                    bounds.get(2),
                                    bounds.get(3),
                                    bounds.get(4),
                                    bounds.get(5));
                        default -> throw invalid(number, "box", box, "[x0, y0, x1, y1] or [x0, y0, z0, x1, y1, z1]");
                    });
        }
        return boxes;
    }

    private List<Integer> numbers(JsonNode node, String what, int number) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode one : node) {
            if (!one.isInt()) {
                throw invalid(number, what, node, "whole numbers");
            }
            numbers.add(one.intValue());
        }
        return numbers;
    }

    private String text(JsonNode node, String key, int number) {
        JsonNode value = node.path(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw invalid(number, key, value, "a text");
        }
        return value.stringValue();
    }

    private <E extends Enum<E>> E choice(Class<E> type, JsonNode node, String key, E otherwise, int number) {
        if (!node.has(key)) {
            return otherwise;
        }
        String value = text(node, key, number);
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> invalid(
                        number,
                        key,
                        value,
                        Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    private InvalidDataException invalid(int number, String what, Object found, String expected) {
        return new InvalidDataException(
                "%s: geometry %d: %s: %s (expected: %s)".formatted(file, number, what, found, expected));
    }
}
