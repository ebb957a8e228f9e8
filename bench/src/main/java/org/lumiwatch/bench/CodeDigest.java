package org.lumiwatch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digests of the classes and resources that run, so that a change of code is never mistaken for the code that was measured. The same whether
 * they lie in folders or jars.
 */
final class CodeDigest {
    private static final int SHOWN = 12;

    private CodeDigest() {}

    /** Of everything that a figure may depend on: bench, core, connectors and simulator. */
    static String ofEverything() {
        return Once.EVERYTHING;
    }

    static String ofSimulator() {
        return Once.SIMULATOR;
    }

    /** Read when first asked for: what runs does not change while it runs. */
    private static final class Once {
        static final String EVERYTHING = of(List.of(Protocol.class, Histogram.class, Connectors.class, Chance.class));
        static final String SIMULATOR = of(List.of(Chance.class));
    }

    /** Where a class was loaded from: a folder or a jar. */
    static Path home(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("place of %s: %s (expected: a file)".formatted(of, e.getInput()), e);
        }
    }

    private static String of(List<Class<?>> oneOfEach) {
        MessageDigest digest = Digest.of("SHA-256");
        for (Class<?> one : oneOfEach) {
            try {
                Path home = home(one);
                (Files.isDirectory(home) ? folder(home) : jar(home)).forEach((name, content) -> {
                    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(content);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    }

    private static Map<String, byte[]> folder(Path folder) throws IOException {
        Map<String, byte[]> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (counts(name)) {
                    digests.put(name, Digest.sha256(Files.readAllBytes(file)));
                }
            }
        }
        return digests;
    }

    private static Map<String, byte[]> jar(Path jar) throws IOException {
        Map<String, byte[]> digests = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && counts(entry.getName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        digests.put(entry.getName(), Digest.sha256(content.readAllBytes()));
                    }
                }
            }
        }
        return digests;
    }

    /** A jar's own description changes with the tool that packs it. */
    private static boolean counts(String name) {
        return !name.startsWith("META-INF/");
    }
}
