package org.lumiwatch.connectors.content;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One input as the user named it: a file or bytes in memory, unpacked on the way when gzipped. Immutable. */
public final class Content {
    private final String name;
    private final Opener opener;
    private final Optional<Path> file;

    private Content(String name, Opener opener, Optional<Path> file) {
        this.name = name;
        this.opener = opener;
        this.file = file;
    }

    public static Content of(Path file) {
        return new Content(file.toString(), () -> Files.newInputStream(file), Optional.of(file));
    }

    /** What a file holds from byte {@code offset} on, which is not inside packed data. */
    public static Content from(Path file, long offset) {
        return new Content(
                file.toString(),
                () -> {
                    InputStream in = Files.newInputStream(file);
                    in.skipNBytes(offset);
                    return in;
                },
                Optional.empty());
    }

    /** Bytes that are in memory already; they are copied. */
    public static Content of(String name, byte[] bytes) {
        byte[] kept = bytes.clone();
        return new Content(name, () -> new ByteArrayInputStream(kept), Optional.empty());
    }

    /** Path or address as the user gave it. */
    public String name() {
        return name;
    }

    /** The file itself, when it is one and not packed. */
    public Optional<Path> plainFile() {
        return file.filter(path -> !isPacked());
    }

    private boolean isPacked() {
        try (InputStream raw = opener.open()) {
            return raw.read() == 0x1f && raw.read() == 0x8b;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be opened".formatted(name), e);
        }
    }

    /**
     * Opens it at its beginning, unpacked.
     *
     * @throws UncheckedIOException when it cannot be opened
     */
    public ContentStream open() {
        try {
            InputStream raw = new BufferedInputStream(opener.open(), 1 << 16);
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            if (!packed) {
                return new ContentStream(name, raw);
            }
            try {
                return new ContentStream(name, new GZIPInputStream(raw, 1 << 16));
            } catch (java.util.zip.ZipException | java.io.EOFException e) {
                // Two magic bytes and no gzip after them: the bytes stand for themselves.
                raw.close();
                return new ContentStream(name, opener.open());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be opened".formatted(name), e);
        }
    }

    /** At most {@code limit} first bytes, unpacked. */
    public byte[] beginning(int limit) {
        try (ContentStream in = open()) {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(name), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Opens the raw bytes. */
    private interface Opener {
        InputStream open() throws IOException;
    }
}
