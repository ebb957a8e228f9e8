package org.lumiwatch.connectors.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;

/**
 * One file that may still grow. Tables of text are read record by record: a record is complete at a line break outside quotes.
 * Everything else is read as a whole once it is still, and again when it changed. Mutable.
 */
final class GrowingFile {
    private static final int LARGEST_PART = 16 << 20;

    private final Path file;
    private final LiveSource.Reading reading;
    private byte[] header = {};
    private long consumed;
    private long records;
    private long sizeSeen;
    private Instant changed = Instant.MIN;
    private long wholeReadAt = -1;

    GrowingFile(Path file, LiveSource.Reading reading) {
        this.file = file;
        this.reading = reading;
    }

    /** Whether more may come. */
    enum Ending {
        MAY_GROW,
        FINAL
    }

    /** What was found. */
    enum Found {
        NOTHING,
        READ,
        /** The file is still, and of a format that is read as a whole; the caller does that. */
        READ_AS_A_WHOLE
    }

    Found read(Consumer<? super Delivery> sink, Ending ending) {
        try {
            long size = Files.size(file);
            Instant now = reading.clock().instant();
            if (size != sizeSeen) {
                sizeSeen = size;
                changed = now;
            }
            boolean still = ending == Ending.FINAL || !now.isBefore(changed.plus(reading.stillness()));
            if (size < consumed) {
                startOver();
            }
            if (size == 0 || size == consumed || size == wholeReadAt) {
                return Found.NOTHING;
            }
            if (isTable()) {
                return readTable(sink, still) ? Found.READ : Found.NOTHING;
            }
            if (!still) {
                return Found.NOTHING;
            }
            wholeReadAt = size;
            return Found.READ_AS_A_WHOLE;
        } catch (NoSuchFileException gone) {
            return Found.NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startOver() {
        header = new byte[0];
        consumed = 0;
        records = 0;
        wholeReadAt = -1;
    }

    /** Text that does not begin like JSON, and has no bytes that text has not. */
    private boolean isTable() throws IOException {
        byte[] first = bytes(0, 512);
        int i = 0;
        while (i < first.length && Character.isWhitespace(first[i])) {
            i++;
        }
        if (i < first.length && (first[i] == '{' || first[i] == '[')) {
            return false;
        }
        for (byte b : first) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return !new String(first, 0, Math.min(4, first.length), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .equals("PAR1")
                && (first.length == 0 || first[0] != (byte) 0x89);
    }

    private boolean readTable(Consumer<? super Delivery> sink, boolean still) throws IOException {
        boolean any = false;
        while (true) {
            byte[] part = bytes(consumed, LARGEST_PART);
            int complete = completeBytes(part);
            boolean last = part.length < LARGEST_PART;
            if (last && still && complete < part.length) {
                complete = part.length;
            }
            if (complete == 0) {
                return any;
            }
            any |= handOn(part, complete, sink);
            if (last) {
                return any;
            }
        }
    }

    private boolean handOn(byte[] part, int complete, Consumer<? super Delivery> sink) throws IOException {
        int from = 0;
        if (header.length == 0) {
            from = firstRecord(part, complete);
            header = java.util.Arrays.copyOf(part, from);
            if (from == complete) {
                consumed += complete;
                return false;
            }
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(header.length + complete);
        text.writeBytes(header);
        text.write(part, from, complete - from);
        Path copy = Files.createTempFile("lumiwatch", ".part");
        try {
            Files.write(copy, text.toByteArray());
            long[] read = {0};
            long before = records;
            reading.reader().apply(List.of(copy)).read(delivery -> {
                read[0] = Math.max(read[0], delivery.origin().record());
                sink.accept(relocated(delivery, before));
            });
            records += Math.max(0, read[0] - 1);
        } catch (InvalidDataException e) {
            String reason = String.valueOf(e.getMessage()).replace(copy.toString(), file.toString());
            sink.accept(new Delivery.Rejected(new Origin(file.toString(), 0), reason, ""));
        } finally {
            Files.delete(copy);
        }
        consumed += complete;
        return true;
    }

    private Delivery relocated(Delivery delivery, long before) {
        Origin part = delivery.origin();
        Origin origin = new Origin(file.toString(), part.record() == 0 ? 0 : part.record() + before);
        return switch (delivery) {
            case Delivery.Histogrammed(Origin of, var dialect, var element) ->
                new Delivery.Histogrammed(origin, dialect, element);
            case Delivery.Conditioned(Origin of, var conditions) -> new Delivery.Conditioned(origin, conditions);
            case Delivery.Charted(Origin of, var series) -> new Delivery.Charted(origin, series);
            case Delivery.Rejected(Origin of, var reason, var excerpt) ->
                new Delivery.Rejected(origin, reason, excerpt);
        };
    }

    /** Bytes up to the last line break outside quotes. */
    private static int completeBytes(byte[] text) {
        boolean quoted = false;
        int complete = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"') {
                quoted = !quoted;
            } else if (text[i] == '\n' && !quoted) {
                complete = i + 1;
            }
        }
        return complete;
    }

    private static int firstRecord(byte[] text, int complete) {
        boolean quoted = false;
        for (int i = 0; i < complete; i++) {
            if (text[i] == '"') {
                quoted = !quoted;
            } else if (text[i] == '\n' && !quoted) {
                return i + 1;
            }
        }
        return complete;
    }

    private byte[] bytes(long from, int most) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(from);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - from)));
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer);
            }
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
