package org.lumiwatch.neural.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.provenance.Provenance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The papers of a model.
 *
 * @param model SHA-256 of its file
 * @param design such as {@code dense-autoencoder}; {@code foreign} for one that came from elsewhere
 * @param elements those it was trained for
 * @param cells of each of them
 * @param ranges lumisections first to last by use: training, validation, examination
 * @param made when, what with and by which code
 * @param metrics by name, such as {@code auc cell dead}
 * @param curve training and validation loss after each epoch; of a fleet, the mean
 * @param parent the model that it was compressed from; empty when it was trained
 */
public record Manifest(
        String model,
        String design,
        List<String> elements,
        int cells,
        Map<String, String> ranges,
        String created,
        Provenance made,
        Map<String, Double> metrics,
        List<Losses> curve,
        String parent) {
    private static final int FORMAT = 1;

    /** After one epoch. */
    public record Losses(double training, double validation) {}

    public Manifest {
        elements = List.copyOf(elements);
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        curve = List.copyOf(curve);
    }

    /** The first letters of the model's hash, which name it among others. */
    public String shortName() {
        return model.substring(0, 12);
    }

    public String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("format", FORMAT).put("model", model).put("design", design).put("created", created);
        ArrayNode names = root.putArray("elements");
        elements.forEach(names::add);
        root.put("cells", cells).put("parent", parent);
        ObjectNode within = root.putObject("ranges");
        ranges.forEach(within::put);
        ObjectNode by = root.putObject("made");
        ObjectNode inputs = by.putObject("inputs");
        made.inputs().forEach(inputs::put);
        ObjectNode options = by.putObject("options");
        made.options().forEach(options::put);
        by.put("seed", made.seed()).put("code", made.codeVersion()).put("java", made.javaVersion());
        ObjectNode figures = root.putObject("metrics");
        metrics.forEach(figures::put);
        ArrayNode losses = root.putArray("curve");
        curve.forEach(one -> losses.addObject().put("training", one.training()).put("validation", one.validation()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    /** @param name of the file, for what is said when it is refused */
    public static Manifest parse(String name, String text) {
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            if (root.path("format").asInt() != FORMAT) {
                throw new InvalidDataException("%s: format %s (expected: %d); it was written by another Lumiwatch"
                        .formatted(name, root.path("format"), FORMAT));
            }
            JsonNode by = root.path("made");
            return new Manifest(
                    root.path("model").asString(),
                    root.path("design").asString(),
                    root.path("elements").valueStream().map(JsonNode::asString).toList(),
                    root.path("cells").asInt(),
                    strings(root.path("ranges")),
                    root.path("created").asString(),
                    new Provenance(
                            strings(by.path("inputs")),
                            strings(by.path("options")),
                            by.path("seed").asLong(),
                            by.path("code").asString(),
                            by.path("java").asInt()),
                    numbers(root.path("metrics")),
                    root.path("curve")
                            .valueStream()
                            .map(one -> new Losses(
                                    one.path("training").asDouble(),
                                    one.path("validation").asDouble()))
                            .toList(),
                    root.path("parent").asString());
        } catch (JacksonException e) {
            throw new InvalidDataException(
                    "%s: %s (expected: the JSON of a model's papers)".formatted(name, e.getOriginalMessage()), e);
        }
    }

    private static Map<String, String> strings(JsonNode of) {
        Map<String, String> all = new LinkedHashMap<>();
        of.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString()));
        return all;
    }

    private static Map<String, Double> numbers(JsonNode of) {
        Map<String, Double> all = new LinkedHashMap<>();
        of.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asDouble()));
        return all;
    }
}
