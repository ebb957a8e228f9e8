package org.lumiwatch.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Expected false incidents in a day, written as {@code 2/day}, {@code 3/week} or {@code 1/month}. */
record FalseAlarmRate(double perDay) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:/(day|week|month))?");

    static FalseAlarmRate parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
            throw new IllegalArgumentException(
                    "false alarms: %s (expected: a rate above 0 such as 2/day, 3/week, 1/month)".formatted(text));
        }
        String unit = matcher.group(2) == null ? "day" : matcher.group(2);
        double days = switch (unit) {
            case "week" -> 7;
            case "month" -> 30;
            default -> 1;
        };
        return new FalseAlarmRate(Double.parseDouble(matcher.group(1)) / days);
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<FalseAlarmRate> {
        @Override
        public FalseAlarmRate convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
