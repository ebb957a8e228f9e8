package org.lumiwatch.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lumiwatch.histogram.Histogram;

/** SHA-256 of what a score was made from: axes, entries and all contents, flow bins included. */
public final class InputHash {
    private InputHash() {}

    /** Hexadecimal, lower case. */
    public static String of(Histogram histogram) {
        MessageDigest digest = sha256();
        digest.update(histogram.axes().toString().getBytes(StandardCharsets.UTF_8));
        double[] contents = histogram.padded().orElseGet(histogram::contents);
        ByteBuffer bytes = ByteBuffer.allocate(8 * (contents.length + 1));
        bytes.putDouble(histogram.entries());
        for (double content : contents) {
            bytes.putDouble(content);
        }
        digest.update(bytes.array());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every Java)", e);
        }
    }
}
