package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * DuckDB's native library. Its jar unpacks 70 MB into the temporary folder at every start, and leaves them there when the process
 * is killed; {@link #tidy} takes them away at once, {@link #unpack} makes the unpacking unnecessary.
 */
public final class NativeLibrary {
    private static final String PREFIX = "libduckdb_java";

    private NativeLibrary() {}

    /**
     * Writes the jar without libraries, {@code duckdb.jar}, and this system's library beside it into {@code folder}. With that jar
     * on the class path in place of the original, DuckDB takes the library from the jar's folder and a start takes half the time.
     *
     * @param jar DuckDB's own jar
     * @return the jar without libraries
     */
    public static Path unpack(Path jar, Path folder) {
        try (ZipFile original = new ZipFile(jar.toFile())) {
            Files.createDirectories(folder);
            ZipEntry library = original.getEntry("%s.so_%s_%s".formatted(PREFIX, system(), processor()));
            if (library == null) {
                throw new IllegalArgumentException("%s: no library for %s on %s (expected: one); use the jar as it is"
                        .formatted(jar, system(), processor()));
            }
            Path unpacked = Files.createTempFile(folder, PREFIX, ".part");
            try (var in = original.getInputStream(library)) {
                Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(unpacked, folder.resolve(library.getName()), StandardCopyOption.ATOMIC_MOVE);
            Path stripped = folder.resolve("duckdb.jar");
            Path part = Files.createTempFile(folder, "duckdb", ".part");
            copyClasses(original, part);
            return Files.move(part, stripped, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be unpacked into %s".formatted(jar, folder), e);
        }
    }

    /** Removes the library that this process has unpacked and loaded, where the system allows it (the loaded one stays usable). */
    static void tidy() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var lines = Files.lines(maps)) {
            for (Path loaded : lines.filter(line -> line.contains(PREFIX) && line.endsWith(".so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .distinct()
                    .toList()) {
                if (loaded.getParent().equals(temporary.toRealPath())) {
                    Files.deleteIfExists(loaded);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: DuckDB's library cannot be removed".formatted(temporary), e);
        }
    }

    private static void copyClasses(ZipFile original, Path stripped) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(stripped))) {
            Enumeration<? extends ZipEntry> entries = original.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().startsWith(PREFIX)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (var in = original.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        return name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("x86_64") ? "amd64" : name.equals("aarch64") ? "arm64" : name;
    }
}
