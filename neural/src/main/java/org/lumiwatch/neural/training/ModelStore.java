package org.lumiwatch.neural.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.neural.onnx.OnnxModel;

/** Models of a workspace, named by what is in them: {@code models/<sha256>.onnx}, with its papers in a JSON file beside it. */
public record ModelStore(Path folder) {
    private static final String MODEL = ".onnx";
    private static final String PAPERS = ".json";

    /** Of a workspace's folder. */
    public static ModelStore in(Path workspace) {
        return new ModelStore(workspace.resolve("models"));
    }

    /** SHA-256 of a model file's bytes, in hex. */
    public static String name(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a model; the papers come last, so that half a model is none. */
    public void put(byte[] model, Manifest manifest) {
        if (!manifest.model().equals(name(model))) {
            throw new IllegalArgumentException(
                    "papers of %s (expected: of %s)".formatted(manifest.model(), name(model)));
        }
        try {
            Files.createDirectories(folder);
            write(folder.resolve(manifest.model() + MODEL), model);
            write(
                    folder.resolve(manifest.model() + PAPERS),
                    manifest.json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, bytes);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Papers of all models, the oldest first. */
    public List<Manifest> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(PAPERS))
                    .map(ModelStore::papers)
                    .sorted(Comparator.comparing(Manifest::created).thenComparing(Manifest::model))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest papers(Path file) {
        try {
            return Manifest.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one model whose hash begins so. */
    public Manifest find(String beginning) {
        List<Manifest> found =
                all().stream().filter(one -> one.model().startsWith(beginning)).toList();
        if (found.size() != 1 || beginning.isEmpty()) {
            throw new IllegalArgumentException("model %s: %d of that name (expected: one of %s)"
                    .formatted(
                            beginning,
                            found.size(),
                            all().stream().map(Manifest::shortName).toList()));
        }
        return found.getFirst();
    }

    public byte[] bytes(Manifest manifest) {
        Path file = folder.resolve(manifest.model() + MODEL);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!name(bytes).equals(manifest.model())) {
                throw new InvalidDataException(
                        "%s: its contents changed (expected: SHA-256 as in its name); copy it again".formatted(file));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checked and loaded. */
    public OnnxModel load(Manifest manifest) {
        return OnnxModel.load(folder.resolve(manifest.model() + MODEL).toString(), bytes(manifest));
    }

    /** Removes a model and its papers. */
    public void remove(Manifest manifest) {
        try {
            Files.deleteIfExists(folder.resolve(manifest.model() + PAPERS));
            Files.deleteIfExists(folder.resolve(manifest.model() + MODEL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
