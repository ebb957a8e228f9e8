package org.lumiwatch.evaluate;

import java.util.Optional;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.Quality;

/**
 * The quality that each lumisection is taken to have.
 *
 * @param golden lumisections certified good
 * @param bad lumisections known to be bad; when absent, all that are not golden
 */
public record Answers(LumisectionSet golden, Optional<LumisectionSet> bad) {
    /** Good is what is listed, bad is the rest. */
    public static Answers golden(LumisectionSet golden) {
        return new Answers(golden, Optional.empty());
    }

    /** Bad is what {@code bad} lists, good what only {@code golden} lists; others are left out. */
    public static Answers goldenAndBad(LumisectionSet golden, LumisectionSet bad) {
        return new Answers(golden, Optional.of(bad));
    }

    /** Empty for a lumisection to be left out. */
    public Optional<Quality> quality(LumisectionId id) {
        if (bad.isPresent() && bad.get().contains(id)) {
            return Optional.of(Quality.BAD);
        }
        if (golden.contains(id)) {
            return Optional.of(Quality.GOOD);
        }
        return bad.isPresent() ? Optional.empty() : Optional.of(Quality.BAD);
    }
}
