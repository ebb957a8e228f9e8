package org.lumiwatch.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.Ledger;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** Current entries in a sorted map. */
final class InMemoryLedger implements Ledger {
    private final NavigableMap<Key, LedgerEntry> current = new TreeMap<>();

    private record Key(LumisectionId at, ElementName element, TestId test, LedgerEntry.Pass pass)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::at)
                .thenComparing(Key::element)
                .thenComparing(key -> key.test.name())
                .thenComparingInt(key -> key.test.version())
                .thenComparing(Key::pass);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void append(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            current.put(new Key(entry.at(), entry.element(), entry.test(), entry.pass()), entry);
        }
    }

    @Override
    public void read(ElementGlob elements, LumisectionSet within, LedgerEntry.Pass pass, Consumer<LedgerEntry> sink) {
        List.copyOf(current.values()).stream()
                .filter(entry -> entry.pass() == pass)
                .filter(entry -> elements.matches(entry.element()) && within.contains(entry.at()))
                .forEach(sink);
    }

    @Override
    public LumisectionSet judged(LedgerEntry.Pass pass) {
        return LumisectionSet.of(current.keySet().stream()
                .filter(key -> key.pass() == pass)
                .map(Key::at)
                .toList());
    }
}
