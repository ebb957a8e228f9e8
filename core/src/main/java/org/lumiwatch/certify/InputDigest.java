package org.lumiwatch.certify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.truth.Label;

/** SHA-256 of everything a certificate is made from. When it was written down does not count. Mutable, used by one thread. */
final class InputDigest {
    private final MessageDigest ledger = sha256();
    private final MessageDigest conditions = sha256();
    private final MessageDigest labels = sha256();

    void entry(LedgerEntry entry) {
        add(
                ledger,
                entry.at(),
                entry.element(),
                entry.pass(),
                entry.test(),
                entry.inputHash(),
                entry.state(),
                entry.threshold(),
                entry.significance(),
                entry.reason());
        for (Finding finding : entry.findings()) {
            add(ledger, finding);
        }
    }

    void conditions(LumisectionConditions at) {
        add(conditions, at.id(), at.values(), at.bits());
    }

    void label(Label label) {
        add(labels, label.quality(), label.source(), label.author(), label.trust(), label.recorded(), label.comment());
        label.lumisections()
                .runs()
                .forEach(run -> add(labels, run, label.lumisections().ranges(run)));
    }

    Map<String, String> hashes() {
        return Map.of("ledger", hex(ledger), "conditions", hex(conditions), "labels", hex(labels));
    }

    static String sha256(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }

    private static void add(MessageDigest digest, Object... parts) {
        for (Object part : parts) {
            digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not in this Java (expected: every Java has it)", e);
        }
    }
}
