package org.lumiwatch.connectors.content;

import java.util.Arrays;

/**
 * The part of a stream that belongs to the record at hand: byte 0 is its first. Grows with the record up to a limit and is
 * reused by the next one. Mutable, for one thread.
 */
public final class Window {
    private final ContentStream in;
    private final int longest;
    private byte[] buffer = new byte[1 << 16];
    private int base;
    private int limit;
    private long passed;
    private boolean ended;

    /** A window of at most {@code longest} bytes. */
    public Window(ContentStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Whether byte {@code i} of the record exists and fits into the window; loads it. */
    public boolean has(int i) {
        while (base + i >= limit) {
            if (ended || !load()) {
                return false;
            }
        }
        return true;
    }

    /** Byte {@code i} of the record, which {@link #has} has seen. */
    public byte at(int i) {
        return buffer[base + i];
    }

    /** Whether the record fills the window, so that {@link #has} no longer means its end. */
    public boolean isFull() {
        return limit - base >= longest;
    }

    /** Moves byte 0 by {@code n} loaded bytes. */
    public void advance(int n) {
        base += n;
        passed += n;
    }

    /** How many bytes of the stream came before byte 0. */
    public long passed() {
        return passed;
    }

    /** Bytes loaded, counted from byte 0. */
    public int loaded() {
        return limit - base;
    }

    /** The bytes, byte 0 at {@link #base}; both change with the next {@link #has}. */
    public byte[] bytes() {
        return buffer;
    }

    public int base() {
        return base;
    }

    private boolean load() {
        if (base > 0) {
            System.arraycopy(buffer, base, buffer, 0, limit - base);
            limit -= base;
            base = 0;
        }
        if (limit == buffer.length) {
            if (limit >= longest) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, Math.min(longest, 2 * limit));
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        ended = read <= 0;
        limit += Math.max(0, read);
        return !ended;
    }
}
