package org.lumiwatch.evaluate;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A truth record as a file: per fault {@code element} (the most telling) and {@code box} in it, all {@code regions}, {@code kind},
 * {@code factor}, {@code group}, {@code first} and {@code last} as {@code run:ls}, {@code course}. Boxes are [x0, y0, x1, y1], or
 * [x0, y0, z0, x1, y1, z1] where they are not in the first layer alone, 0-based, inclusive.
 */
public final class TruthRecordJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private TruthRecordJson() {}

    /** The record as text, one key a line; equal records give equal text. */
    public static String write(TruthRecord truth) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", 1);
        root.put("generator", truth.generator());
        root.put("seed", truth.seed());
        ArrayNode faults = root.putArray("faults");
        truth.faults().forEach(fault -> write(fault, faults.addObject()));
        ArrayNode nuisances = root.putArray("nuisances");
        truth.nuisances().forEach(nuisance -> write(nuisance, nuisances.addObject()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void write(InjectedFault fault, ObjectNode node) {
        node.put("label", fault.label());
        node.put("element", fault.regions().getFirst().element().path());
        node.put("kind", fault.kind().label());
        node.put("factor", fault.factor());
        write(fault.regions().getFirst().box(), node.putArray("box"));
        node.put("group", fault.group());
        node.put("first", fault.first().toString());
        node.put("last", fault.last().toString());
        node.put("course", fault.course().label());
        ArrayNode regions = node.putArray("regions");
        for (Region region : fault.regions()) {
            ObjectNode one = regions.addObject();
            one.put("element", region.element().path());
            write(region.box(), one.putArray("box"));
        }
    }

    private static void write(Nuisance nuisance, ObjectNode node) {
        node.put("kind", nuisance.kind());
        ArrayNode elements = node.putArray("elements");
        nuisance.elements().forEach(element -> elements.add(element.path()));
        node.put("first", nuisance.first().toString());
        node.put("last", nuisance.last().toString());
        node.put("detail", nuisance.detail());
    }

    private static void write(Box box, ArrayNode node) {
        if (box.z1() == 0) {
            node.add(box.x0()).add(box.y0()).add(box.x1()).add(box.y1());
        } else {
            node.add(box.x0())
                    .add(box.y0())
                    .add(box.z0())
                    .add(box.x1())
                    .add(box.y1())
                    .add(box.z1());
        }
    }

    /**
     * Reads a file made of {@link #write}.
     *
     * @throws InvalidDataException when it is not a truth record
     * @throws UncheckedIOException when it cannot be read
     */
    public static TruthRecord read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidDataException("%s: %s (expected: a truth record)".formatted(file, e.getMessage()), e);
        }
    }

    private static TruthRecord read(String text) {
        JsonNode root = MAPPER.readTree(text);
        List<InjectedFault> faults = new ArrayList<>();
        for (JsonNode node : root.path("faults")) {
            faults.add(fault(node));
        }
        List<Nuisance> nuisances = new ArrayList<>();
        for (JsonNode node : root.path("nuisances")) {
            nuisances.add(nuisance(node));
        }
        return new TruthRecord(
                root.required("generator").stringValue(), root.required("seed").longValue(), faults, nuisances);
    }

    private static InjectedFault fault(JsonNode node) {
        List<Region> regions = new ArrayList<>();
        for (JsonNode region : node.path("regions")) {
            regions.add(
                    new Region(new ElementName(region.required("element").stringValue()), box(region.required("box"))));
        }
        return new InjectedFault(
                node.required("label").stringValue(),
                FindingKind.valueOf(node.required("kind").stringValue().toUpperCase(Locale.ROOT)),
                node.required("factor").doubleValue(),
                regions,
                node.required("group").stringValue(),
                LumisectionId.parse(node.required("first").stringValue()),
                LumisectionId.parse(node.required("last").stringValue()),
                // absent in files of the first version
                Course.valueOf(node.path("course").asString("steady").toUpperCase(Locale.ROOT)));
    }

    private static Box box(JsonNode node) {
        return node.size() == 6
                ? new Box(at(node, 0), at(node, 1), at(node, 2), at(node, 3), at(node, 4), at(node, 5))
                : Box.of(at(node, 0), at(node, 1), at(node, 2), at(node, 3));
    }

    private static Nuisance nuisance(JsonNode node) {
        List<ElementName> elements = new ArrayList<>();
        for (JsonNode element : node.path("elements")) {
            elements.add(new ElementName(element.stringValue()));
        }
        return new Nuisance(
                node.required("kind").stringValue(),
                elements,
                LumisectionId.parse(node.required("first").stringValue()),
                LumisectionId.parse(node.required("last").stringValue()),
                node.required("detail").stringValue());
    }

    private static int at(JsonNode box, int index) {
        return box.required(index).intValue();
    }
}
