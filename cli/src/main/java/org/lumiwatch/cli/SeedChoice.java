package org.lumiwatch.cli;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Seeds;
import org.lumiwatch.bench.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --seeds} asks for. */
sealed interface SeedChoice {
    /** As many as the protocol itself wants, derived. */
    record Usual() implements SeedChoice {}

    /** So many, derived. */
    record HowMany(int count) implements SeedChoice {}

    /** These. */
    record Listed(List<Long> seeds) implements SeedChoice {}

    default Seeds of(Protocol<?> protocol, Size size, Seeds.Origin origin) {
        return switch (this) {
            case Usual() -> Seeds.test(origin, protocol.trials(size));
            case HowMany(int count) -> Seeds.test(origin, count);
            case Listed(List<Long> seeds) -> Seeds.listed(seeds);
        };
    }

    /** {@code 10} is a number of seeds, {@code 1,2,3} are seeds, and so is {@code 7,}. */
    final class Converter implements ITypeConverter<SeedChoice> {
        @Override
        public SeedChoice convert(String text) {
            try {
                return text.contains(",")
                        ? new Listed(Arrays.stream(text.split(","))
                                .map(String::strip)
                                .map(Long::valueOf)
                                .toList())
                        : new HowMany(Integer.parseInt(text));
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "%s (expected: how many, such as 10, or which, such as 1,2,3 or 7,)".formatted(text));
            }
        }
    }
}
