package org.lumiwatch.bench;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON: equal records give equal bytes, and every double comes back as it was, NaN and the infinities as texts.
 */
final class TrialJson {
    /** Components in the order of their declaration; maps by key, for a map's own order may differ from one start to the next. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private TrialJson() {}

    /** In lines, so that two results can be compared by eye. */
    static String write(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** @throws tools.jackson.core.JacksonException when the text is not such a record */
    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
