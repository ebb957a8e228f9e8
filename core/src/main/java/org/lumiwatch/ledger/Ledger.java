package org.lumiwatch.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.lumisection.LumisectionSet;

/** Keeps every score. Entries are never changed; a later entry for the same key (lumisection, element, pass, test) supersedes. */
public interface Ledger {
    /** Keeps all of these or none: when this returns, they survive a crash. */
    void append(List<LedgerEntry> entries);

    /** Hands over the current entries, rising by lumisection then element. */
    void read(ElementGlob elements, LumisectionSet within, LedgerEntry.Pass pass, Consumer<LedgerEntry> sink);

    /** All lumisections that have an entry of this pass. */
    LumisectionSet judged(LedgerEntry.Pass pass);
}
