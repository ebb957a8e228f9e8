package org.lumiwatch.cli;

import org.lumiwatch.lumisection.LumisectionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lumisections from one to another, both inclusive, written as {@code RUN:LS-RUN:LS}. */
record LumisectionSpan(LumisectionId first, LumisectionId last) {
    LumisectionSpan {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("span: %s-%s (expected: first <= last)".formatted(first, last));
        }
    }

    static LumisectionSpan parse(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(
                    "span: %s (expected: RUN:LS-RUN:LS, such as 306138:1-306138:5)".formatted(text));
        }
        return new LumisectionSpan(LumisectionId.parse(ends[0]), LumisectionId.parse(ends[1]));
    }

    boolean contains(LumisectionId id) {
        return first.compareTo(id) <= 0 && id.compareTo(last) <= 0;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<LumisectionSpan> {
        @Override
        public LumisectionSpan convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
