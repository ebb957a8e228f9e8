package org.lumiwatch.ledger;

import java.time.Instant;

/**
 * Who did what when.
 *
 * @param who person or program, such as {@code shifter@dqm-c2d07}
 * @param command the command line, as it was given
 */
public record AuditEntry(Instant at, String who, String command) {
    public AuditEntry {
        if (command.isBlank()) {
            throw new IllegalArgumentException("audit: blank command (expected: a command line)");
        }
    }
}
