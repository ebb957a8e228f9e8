package org.lumiwatch.connectors.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads a {@link Content} once. A packed input that is damaged ends where the damage begins, and {@link #damage} says so: what
 * came before it is good.
 */
public final class ContentStream extends InputStream {
    private final String name;
    private final InputStream in;
    private Optional<String> damage = Optional.empty();

    ContentStream(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    /**
     * Reads up to {@code length} bytes into {@code target}.
     *
     * @return how many; −1 at the end
     * @throws UncheckedIOException when the disc or the network fails
     */
    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (damage.isPresent()) {
            return -1;
        }
        try {
            return in.read(target, offset, length);
        } catch (EOFException | ZipException e) {
            damage = Optional.of(
                    "packed data end in the middle or are damaged (expected: whole gzip); fetch the file again");
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read any further".formatted(name), e);
        }
    }

    /** Why the input ended before its end, when it did. */
    public Optional<String> damage() {
        return damage;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be closed".formatted(name), e);
        }
    }
}
