package org.lumiwatch.connectors;

import java.util.random.RandomGenerator;

/** Ways in which a record goes wrong. */
final class Mutation {
    private static final String[] ODD = {
        "NaN",
        "nan",
        "-1",
        "-0.0",
        "1e999",
        "99999999999999999999",
        "inf",
        "null",
        "",
        " ",
        "\"",
        "\"\"",
        "'",
        ",",
        ",,",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        "[",
        "]",
        "[[",
        "{",
        "}",
        "{\"",
        "\\",
        ":",
        ";",
        "é",
        "Δη",
        "+1",
        "1.5",
        "0x1F",
        "...",
        "]\"",
        "\"["
    };

    private Mutation() {}

    /** One to three random changes. */
    static String of(String record, RandomGenerator random) {
        String text = record;
        for (int k = random.nextInt(1, 4); k > 0; k--) {
            text = once(text, random);
        }
        return text;
    }

    private static String once(String text, RandomGenerator random) {
        if (text.length() < 3) {
            return text + ODD[random.nextInt(ODD.length)];
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(1, 12)));
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, from) + ODD[random.nextInt(ODD.length)] + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 ->
                text.substring(0, from)
                        + (char) (text.charAt(from) ^ 1 << random.nextInt(7))
                        + text.substring(from + 1);
            case 4 -> withNumber(text, from, ODD[random.nextInt(ODD.length)]);
            case 5 -> text.substring(0, from);
            default -> withField(text, random);
        };
    }

    /** Replaces the number at or after {@code from}. */
    private static String withNumber(String text, int from, String by) {
        int start = from;
        while (start < text.length() && !Character.isDigit(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, start) + by + text.substring(end);
    }

    /** Drops or doubles what stands between two commas. */
    private static String withField(String text, RandomGenerator random) {
        String[] fields = text.split(",", -1);
        int k = random.nextInt(fields.length);
        fields[k] = random.nextBoolean() ? fields[k] + "," + fields[k] : "";
        return String.join(",", fields);
    }
}
