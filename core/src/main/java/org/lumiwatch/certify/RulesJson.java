package org.lumiwatch.certify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.certify.CertificationRules.Requirements;
import org.lumiwatch.certify.CertificationRules.Tolerance;
import org.lumiwatch.certify.CertificationRules.Unknowns;
import org.lumiwatch.element.ElementGlob;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rule files. */
final class RulesJson {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "name",
            "requiredBits",
            "requiredElements",
            "requiredTests",
            "runLuminosityPerPicobarn",
            "impactLimit",
            "toleratedGroups",
            "missingBit",
            "notScored",
            "undecided",
            "labelTrust"));

    private final String file;
    private final JsonNode rules;

    private RulesJson(String file, JsonNode rules) {
        this.file = file;
        this.rules = rules;
    }

    static CertificationRules read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CertificationRules parse(String file, String text) {
        JsonNode rules;
        try {
            rules = CanonicalJson.parse(text);
        } catch (JacksonException e) {
            throw new InvalidDataException(
                    "%s: %s (expected: a JSON object of rules)".formatted(file, e.getOriginalMessage()), e);
        }
        if (!rules.isObject()) {
            throw new InvalidDataException("%s: %s (expected: a JSON object of rules)".formatted(file, rules));
        }
        for (String key : rules.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new InvalidDataException(
                        "%s: %s (expected: one of %s); correct the key".formatted(file, key, String.join(", ", KEYS)));
            }
        }
        return new RulesJson(file, rules).rules();
    }

    private CertificationRules rules() {
        CertificationRules standard = CertificationRules.standard();
        try {
            return new CertificationRules(
                    rules.has("name") ? text("name", rules.get("name")) : standard.name(),
                    new Requirements(
                            new TreeSet<>(texts("requiredBits", List.of())),
                            texts("requiredElements", List.of("*")).stream()
                                    .map(ElementGlob::of)
                                    .toList(),
                            new TreeSet<>(texts("requiredTests", List.of())),
                            number("runLuminosityPerPicobarn", 0)),
                    new Tolerance(number("impactLimit", standard.tolerance().impact()), (int)
                            number("toleratedGroups", standard.tolerance().groups())),
                    new Unknowns(
                            outcome("missingBit", standard.unknowns().bit()),
                            outcome("notScored", standard.unknowns().notScored()),
                            undecided(standard.unknowns().undecided())),
                    number("labelTrust", standard.labelTrust()));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(file + ": " + e.getMessage(), e);
        }
    }

    private String text(String key, JsonNode value) {
        if (!value.isString()) {
            throw wrong(key, value, "a text");
        }
        return value.stringValue();
    }

    private List<String> texts(String key, List<String> otherwise) {
        JsonNode found = rules.get(key);
        if (found == null) {
            return otherwise;
        }
        if (!found.isArray()) {
            throw wrong(key, found, "a list of texts");
        }
        List<String> texts = new ArrayList<>();
        found.forEach(one -> texts.add(text(key, one)));
        return texts;
    }

    private double number(String key, double otherwise) {
        JsonNode found = rules.get(key);
        if (found == null) {
            return otherwise;
        }
        if (!found.isNumber()) {
            throw wrong(key, found, "a number");
        }
        return found.doubleValue();
    }

    private Outcome outcome(String key, Outcome otherwise) {
        JsonNode found = rules.get(key);
        return found == null ? otherwise : outcome(key, found);
    }

    private Outcome outcome(String key, JsonNode value) {
        for (Outcome outcome : Outcome.values()) {
            if (value.isString() && outcome.label().equals(value.stringValue().toLowerCase(Locale.ROOT))) {
                return outcome;
            }
        }
        throw wrong(key, value, "good, undecided or bad");
    }

    private Map<String, Outcome> undecided(Map<String, Outcome> standard) {
        JsonNode found = rules.get("undecided");
        if (found == null) {
            return standard;
        }
        if (!found.isObject()) {
            throw wrong("undecided", found, "an object such as {\"*\": \"undecided\"}");
        }
        Map<String, Outcome> outcomes = new TreeMap<>(standard);
        found.propertyNames()
                .forEach(reason -> outcomes.put(reason, outcome("undecided." + reason, found.get(reason))));
        return outcomes;
    }

    private InvalidDataException wrong(String key, JsonNode found, String expected) {
        return new InvalidDataException("%s: %s: %s (expected: %s)".formatted(file, key, found, expected));
    }

    static String text(CertificationRules rules) {
        return CanonicalJson.text(node(rules));
    }

    static ObjectNode node(CertificationRules rules) {
        ObjectNode node = CanonicalJson.object();
        node.put("name", rules.name());
        put(node.putArray("requiredBits"), rules.requirements().bits());
        put(
                node.putArray("requiredElements"),
                rules.requirements().elements().stream()
                        .map(ElementGlob::toString)
                        .toList());
        put(node.putArray("requiredTests"), rules.requirements().tests());
        node.put("runLuminosityPerPicobarn", rules.requirements().runLuminosityPerPicobarn());
        node.put("impactLimit", rules.tolerance().impact());
        node.put("toleratedGroups", rules.tolerance().groups());
        node.put("missingBit", rules.unknowns().bit().label());
        node.put("notScored", rules.unknowns().notScored().label());
        ObjectNode undecided = node.putObject("undecided");
        rules.unknowns().undecided().forEach((reason, outcome) -> undecided.put(reason, outcome.label()));
        node.put("labelTrust", rules.labelTrust());
        return node;
    }

    private static void put(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
