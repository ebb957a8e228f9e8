package org.lumiwatch.connectors.dials;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.json.JsonRecords;
import org.lumiwatch.connectors.layout.Values;
import org.lumiwatch.lumisection.LumisectionId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Fields of one object of a page. Mutable, for one thread: read again per record. */
final class DialsRecord {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Values values = new Values();
    private boolean hasData;

    /** Throws {@link InvalidDataException} when the record is no JSON object of scalars and one list of values. */
    void read(JsonRecords record) {
        numbers.clear();
        texts.clear();
        values.clear();
        hasData = false;
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), record.bytes(), record.start(), record.length())) {
            parser.nextToken();
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (key.equals("data")) {
                    readData(parser, token);
                } else if (token.isNumeric()) {
                    numbers.put(key, parser.getDoubleValue());
                } else if (token == JsonToken.VALUE_STRING) {
                    texts.put(key, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new InvalidDataException("not JSON: " + Excerpt.of(e.getOriginalMessage()), e);
        }
    }

    private void readData(JsonParser parser, JsonToken first) {
        hasData = true;
        values.clear();
        if (first != JsonToken.START_ARRAY) {
            throw new InvalidDataException("data: %s (expected: a list)".formatted(first));
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new InvalidDataException("data: the end of the record (expected: ])");
            } else if (token == JsonToken.START_ARRAY) {
                depth++;
                values.openRow();
            } else if (token == JsonToken.END_ARRAY) {
                if (--depth > 0) {
                    values.closeRow();
                }
            } else if (token.isNumeric()) {
                values.add(parser.getDoubleValue());
            } else {
                throw new InvalidDataException(
                        "data: value %d: %s (expected: a number)".formatted(values.count() + 1, parser.getString()));
            }
        }
    }

    boolean hasData() {
        return hasData;
    }

    Values values() {
        return values;
    }

    boolean has(String key) {
        return numbers.containsKey(key) || texts.containsKey(key);
    }

    OptionalDouble number(String key) {
        Double value = numbers.get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    double needed(String key) {
        return number(key)
                .orElseThrow(() -> new InvalidDataException(
                        "%s: %s (expected: a number)".formatted(key, texts.getOrDefault(key, "nothing"))));
    }

    long whole(String key) {
        double value = needed(key);
        if (value != Math.rint(value) || Math.abs(value) > 1e15) {
            throw new InvalidDataException("%s: %s (expected: a whole number)".formatted(key, value));
        }
        return (long) value;
    }

    String text(String key) {
        return Optional.ofNullable(texts.get(key))
                .orElseThrow(() -> new InvalidDataException("%s: nothing (expected: a text)".formatted(key)));
    }

    LumisectionId lumisection(String run, String number) {
        long ofRun = whole(run);
        long ofNumber = whole(number);
        if (ofRun > Integer.MAX_VALUE || ofNumber > Integer.MAX_VALUE) {
            throw new InvalidDataException("%d:%d (expected: a run and a lumisection)".formatted(ofRun, ofNumber));
        }
        return new LumisectionId((int) ofRun, (int) ofNumber);
    }
}
