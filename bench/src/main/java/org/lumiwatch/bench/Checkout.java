package org.lumiwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The git checkout that the code was built in, read without git.
 *
 * @param root folder with {@code .git}
 */
record Checkout(Path root) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    private static final Predicate<String> SOURCE =
            Pattern.compile("(?:[^/]+/)?(?:pom\\.xml|src/main/.+)").asMatchPredicate();

    /** The checkout around a file or folder. */
    static Optional<Checkout> around(Path place) {
        for (Path folder = place.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.of(new Checkout(folder));
            }
        }
        return Optional.empty();
    }

    /** The id of the commit that is checked out; empty before the first. */
    Optional<String> commit() {
        try {
            return resolved("HEAD");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when a source or pom differs from what git has recorded, or is not recorded. What is staged counts as recorded. */
    boolean changed() {
        try {
            Map<String, String> recorded = GitIndex.read(gitFolder().resolve("index"));
            recorded.keySet().removeIf(SOURCE.negate());
            return !recorded.equals(present());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> present() throws IOException {
        Map<String, String> present = new TreeMap<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : Stream.concat(Stream.of(root), modules).toList()) {
                Path pom = module.resolve("pom.xml");
                if (Files.exists(pom)) {
                    present.put(nameOf(pom), GitIndex.blobId(pom));
                }
                Path sources = module.resolve("src/main");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            present.put(nameOf(file), GitIndex.blobId(file));
                        }
                    }
                }
            }
        }
        return present;
    }

    private String nameOf(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private Optional<String> resolved(String reference) throws IOException {
        for (Path folder : new Path[] {gitFolder(), commonFolder()}) {
            Path file = folder.resolve(reference);
            if (Files.isRegularFile(file)) {
                String text = Files.readString(file).strip();
                if (text.startsWith("ref: ")) {
                    return resolved(text.substring("ref: ".length()));
                }
                return Optional.of(text).filter(ID.asMatchPredicate());
            }
        }
        Path packed = commonFolder().resolve("packed-refs");
        if (!Files.exists(packed)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(packed)) {
            return lines.filter(line -> line.endsWith(" " + reference))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        }
    }

    /** In a linked worktree, {@code .git} is a file that names the folder. */
    private Path gitFolder() throws IOException {
        Path git = root.resolve(".git");
        if (Files.isDirectory(git)) {
            return git;
        }
        return root.resolve(Files.readString(git).strip().substring("gitdir: ".length()));
    }

    private Path commonFolder() throws IOException {
        Path git = gitFolder();
        Path common = git.resolve("commondir");
        return Files.exists(common) ? git.resolve(Files.readString(common).strip()) : git;
    }
}
