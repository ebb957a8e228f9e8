package org.lumiwatch.archive;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.histogram.Axis;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Axes as text, such as {@code [{"regular": 100, "low": 0.0, "high": 50.0}, {"edges": [0.0, 1.0, 3.0]}, {"labels": ["ok"]}]}.
 * Equal axes give equal text.
 */
final class AxesText {
    private static final JsonMapper JSON = new JsonMapper();

    private AxesText() {}

    static String write(List<Axis> axes) {
        ArrayNode array = JSON.createArrayNode();
        for (Axis axis : axes) {
            ObjectNode node = array.addObject();
            switch (axis) {
                case Axis.Regular(int bins, double low, double high) ->
                    node.put("regular", bins).put("low", low).put("high", high);
                case Axis.Variable(List<Double> edges) -> edges.forEach(node.putArray("edges")::add);
                case Axis.Category(List<String> labels) -> labels.forEach(node.putArray("labels")::add);
            }
        }
        return JSON.writeValueAsString(array);
    }

    static List<Axis> read(String text) {
        try {
            List<Axis> axes = new ArrayList<>();
            for (JsonNode node : JSON.readTree(text).asArray()) {
                axes.add(axis(node));
            }
            return List.copyOf(axes);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidDataException(
                    "workspace: axes %s: %s (expected: a JSON array of axes); the workspace was changed by hand"
                            .formatted(text, e.getMessage()),
                    e);
        }
    }

    private static Axis axis(JsonNode node) {
        if (node.has("regular")) {
            return Axis.regular(
                    node.get("regular").asInt(),
                    node.required("low").asDouble(),
                    node.required("high").asDouble());
        }
        if (node.has("edges")) {
            return new Axis.Variable(
                    node.get("edges").valueStream().map(JsonNode::asDouble).toList());
        }
        return new Axis.Category(
                node.required("labels").valueStream().map(JsonNode::asString).toList());
    }
}
