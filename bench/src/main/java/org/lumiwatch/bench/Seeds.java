package org.lumiwatch.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Seeds of trials and who chose them.
 *
 * <p>A seed is a digit that tells its {@link Purpose} and nine digits below, so that what was tuned on can never be what is tested on.
 * Test seeds come from the SHA-256 of a commit id: nobody chooses them, and every change of the code brings new ones.
 */
public record Seeds(Origin origin, List<Long> values) {
    private static final long ROOM = 1_000_000_000;
    private static final int MOST = 100_000;

    public Seeds {
        values = List.copyOf(values);
        if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("seeds: %s (expected: at least one, each once)".formatted(values));
        }
        values.forEach(Seeds::purposeOf);
    }

    /** What a seed may be used for. The first digit of ten. */
    public enum Purpose {
        /** Looked at while writing code: 0 to 999,999,999. */
        DEVELOPMENT(0),
        /** What constants may be fitted on: from 1,000,000,000. */
        TUNING(ROOM),
        /** What is quoted: from 2,000,000,000. */
        TEST(2 * ROOM);

        private final long first;

        Purpose(long first) {
            this.first = first;
        }
    }

    /** Who chose. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Origin.Commit.class, name = "commit"),
        @JsonSubTypes.Type(value = Origin.Code.class, name = "code"),
        @JsonSubTypes.Type(value = Origin.Hand.class, name = "hand"),
    })
    public sealed interface Origin {
        /** The id of a commit. */
        record Commit(String id) implements Origin {}

        /**
         * The digest of the code that runs.
         *
         * @param because why it was not a commit
         */
        record Code(String digest, String because) implements Origin {}

        /** Somebody. */
        record Hand() implements Origin {}

        /** The commit that is checked out, when the code that runs is that commit's; else the code itself. */
        static Origin ofThisCode() {
            Optional<Checkout> checkout = Checkout.around(CodeDigest.home(Seeds.class));
            Optional<String> commit = checkout.flatMap(Checkout::commit);
            if (commit.isEmpty()) {
                return new Code(CodeDigest.ofEverything(), "no git commit was found");
            }
            return checkout.get().changed()
                    ? new Code(CodeDigest.ofEverything(), "sources differ from the commit that is checked out")
                    : new Commit(commit.get());
        }
    }

    /** {@code count} seeds that nobody chose. */
    public static Seeds test(Origin origin, int count) {
        return switch (origin) {
            case Origin.Commit(String id) -> new Seeds(origin, derived(id, Purpose.TEST, count));
            case Origin.Code(String digest, String _) -> new Seeds(origin, derived(digest, Purpose.TEST, count));
            case Origin.Hand _ ->
                throw new IllegalArgumentException(
                        "seeds: chosen by hand (expected: derived from a commit or the code); list them instead");
        };
    }

    public static Seeds listed(List<Long> values) {
        return new Seeds(new Origin.Hand(), values);
    }

    /** 1 to {@code count}, or as many from where the seeds of the purpose begin; for code that is being written. */
    public static Seeds firstOf(Purpose purpose, int count) {
        return listed(LongStream.rangeClosed(1, count)
                .map(i -> purpose.first + i)
                .boxed()
                .toList());
    }

    public static Purpose purposeOf(long seed) {
        Purpose[] purposes = Purpose.values();
        if (seed < 0 || seed >= purposes.length * ROOM) {
            throw new IllegalArgumentException(
                    "seed: %d (expected: 0 to %d)".formatted(seed, purposes.length * ROOM - 1));
        }
        return purposes[(int) (seed / ROOM)];
    }

    /** Such as {@code 10 test seeds derived from commit 8d49013}. */
    public String headline() {
        String purposes = values.stream()
                .map(seed -> purposeOf(seed).name().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining("/"));
        String how = switch (origin) {
            case Origin.Commit(String id) -> "derived from commit " + id;
            case Origin.Code(String digest, String because) -> "derived from code %s (%s)".formatted(digest, because);
            case Origin.Hand _ -> "chosen by hand";
        };
        return "%d %s seed%s %s".formatted(values.size(), purposes, values.size() == 1 ? "" : "s", how);
    }

    /** The command line's options that give these seeds, for the same code. */
    String options() {
        return switch (origin) {
            case Origin.Commit(String id) -> "--commit %s --seeds %d".formatted(id, values.size());
            case Origin.Code _ -> "--seeds " + values.size();
            case Origin.Hand _ ->
                "--seeds " + values.stream().map(String::valueOf).collect(Collectors.joining(",")) + trailingComma();
        };
    }

    /** A lone number would be how many. */
    private String trailingComma() {
        return values.size() == 1 ? "," : "";
    }

    private static List<Long> derived(String from, Purpose purpose, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("seeds: %d (expected: 1 to %d)".formatted(count, MOST));
        }
        Set<Long> values = new LinkedHashSet<>();
        for (int i = 0; values.size() < count; i++) {
            byte[] digest = Digest.sha256((from + "/" + i).getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(digest).getLong();
            values.add(purpose.first + Long.remainderUnsigned(number, ROOM));
        }
        return List.copyOf(values);
    }
}
