package org.lumiwatch.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.Box;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings as text: a JSON array of {@code {"kind": "dead", "factor": 0, "box": […], "group": "", "impact": {"cells": 0.01,
 * "entries": 0.02}, "significance": 12.5, "since": "355100:17"}}.
 *
 * <p>A box is {@code [x0, y0, x1, y1]}, or {@code [x0, y0, z0, x1, y1, z1]} of an element with three axes; 0-based, inclusive.
 * Numbers come back equal to the last bit; an infinite factor (counts where none were expected) is the text {@code "Infinity"}.
 */
public final class FindingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private FindingsJson() {}

    /** On one line. {@code dimensions}, 1 to 3, are those of the element and decide how boxes are written. */
    public static String write(List<Finding> findings, int dimensions) {
        if (findings.isEmpty()) {
            return "[]";
        }
        ArrayNode array = JSON.createArrayNode();
        findings.forEach(finding -> write(finding, dimensions, array.addObject()));
        return JSON.writeValueAsString(array);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidDataException when it is not that
     */
    public static List<Finding> read(String text) {
        if (text.equals("[]")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(text).asArray()) {
                findings.add(finding(node));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidDataException(
                    "findings: finding %d: %s (expected: a JSON array of findings); the text was changed or cut"
                            .formatted(findings.size() + 1, e.getMessage()),
                    e);
        }
        return List.copyOf(findings);
    }

    private static void write(Finding finding, int dimensions, ObjectNode node) {
        node.put("kind", finding.kind().label());
        node.put("factor", finding.factor());
        ArrayNode corners = node.putArray("box");
        Box box = finding.box();
        int[] numbers = dimensions == 3
                ? new int[] {box.x0(), box.y0(), box.z0(), box.x1(), box.y1(), box.z1()}
                : new int[] {box.x0(), box.y0(), box.x1(), box.y1()};
        for (int number : numbers) {
            corners.add(number);
        }
        node.put("group", finding.group());
        ObjectNode impact = node.putObject("impact");
        impact.put("cells", finding.impact().cells());
        impact.put("entries", finding.impact().entries());
        node.put("significance", finding.significance());
        node.put("since", finding.since().toString());
    }

    private static Finding finding(JsonNode node) {
        JsonNode impact = node.required("impact");
        return new Finding(
                FindingKind.valueOf(node.required("kind").asString().toUpperCase(Locale.ROOT)),
                factor(node.required("factor")),
                box(node.required("box").asArray()),
                node.required("group").asString(),
                new Finding.Impact(
                        impact.required("cells").asDouble(),
                        impact.required("entries").asDouble()),
                node.required("significance").asDouble(),
                LumisectionId.parse(node.required("since").asString()));
    }

    private static double factor(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
    }

    private static Box box(ArrayNode corners) {
        int[] at = new int[corners.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = corners.get(i).asInt();
        }
        return switch (at.length) {
            case 4 -> Box.of(at[0], at[1], at[2], at[3]);
            case 6 -> new Box(at[0], at[1], at[2], at[3], at[4], at[5]);
            default -> throw new IllegalArgumentException("box: %d numbers (expected: 4 or 6)".formatted(at.length));
        };
    }
}
