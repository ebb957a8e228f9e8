package org.lumiwatch.certify;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON whose bytes depend on its content only: keys as they were put, line ends always a line feed. */
final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DefaultPrettyPrinter LAYOUT =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private CanonicalJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    static String text(JsonNode node) {
        return MAPPER.writer().with(LAYOUT).writeValueAsString(node) + "\n";
    }
}
