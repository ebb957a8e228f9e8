package org.lumiwatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Git's record of the files of a checkout, as git's own gitformat-index describes it. */
final class GitIndex {
    private static final int SIGNATURE = 0x44495243; // DIRC
    private static final int STAT_BYTES = 40;
    private static final int EXTENDED = 0x4000;
    private static final int SHA1_BYTES = 20;

    private GitIndex() {}

    /** Ids of contents by path; empty when the file is not there or is of a version that we do not know (4, compressed paths). */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> ids = new TreeMap<>();
        if (!Files.exists(file)) {
            return ids;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int signature = bytes.getInt();
        int version = bytes.getInt();
        if (signature != SIGNATURE || version < 2 || version > 3) {
            return ids;
        }
        int entries = bytes.getInt();
        for (int i = 0; i < entries; i++) {
            int start = bytes.position();
            bytes.position(start + STAT_BYTES);
            byte[] id = new byte[SHA1_BYTES];
            bytes.get(id);
            if ((bytes.getShort() & EXTENDED) != 0) {
                bytes.getShort();
            }
            ids.put(path(bytes), HexFormat.of().formatHex(id));
            // an entry is padded by 1 to 8 zeros to a multiple of 8; the first has been read as the path's end
            bytes.position(start + (bytes.position() - start + 7) / 8 * 8);
        }
        return ids;
    }

    /** What git calls a file's content. */
    static String blobId(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        MessageDigest digest = Digest.of("SHA-1");
        digest.update("blob %d\0".formatted(content.length).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(content));
    }

    private static String path(ByteBuffer bytes) {
        int start = bytes.position();
        while (bytes.get() != 0) {
            // to the zero at its end
        }
        return StandardCharsets.UTF_8
                .decode(bytes.slice(start, bytes.position() - 1 - start))
                .toString();
    }
}
