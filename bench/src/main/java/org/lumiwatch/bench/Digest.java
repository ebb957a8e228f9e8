package org.lumiwatch.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that every JDK has. */
final class Digest {
    private Digest() {}

    static byte[] sha256(byte[] content) {
        return of("SHA-256").digest(content);
    }

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("digest: no %s (expected: a JDK that has it)".formatted(algorithm), e);
        }
    }
}
