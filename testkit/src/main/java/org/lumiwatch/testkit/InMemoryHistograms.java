package org.lumiwatch.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** Histograms in a sorted map. */
final class InMemoryHistograms implements HistogramStore {
    private final NavigableMap<Key, MonitorElement> held = new TreeMap<>();

    private record Key(LumisectionId at, ElementName name) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::at).thenComparing(Key::name);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public Added add(List<MonitorElement> elements) {
        int fresh = 0;
        int duplicate = 0;
        List<MonitorElement> conflicting = new ArrayList<>();
        for (MonitorElement element : elements) {
            MonitorElement earlier = held.putIfAbsent(new Key(element.at(), element.name()), element);
            if (earlier == null) {
                fresh++;
            } else if (earlier.histogram().sameBins(element.histogram())) {
                duplicate++;
            } else {
                conflicting.add(element);
            }
        }
        return new Added(fresh, duplicate, conflicting);
    }

    @Override
    public void read(ElementGlob elements, LumisectionSet within, Consumer<MonitorElement> sink) {
        List.copyOf(held.values()).stream()
                .filter(element -> elements.matches(element.name()) && within.contains(element.at()))
                .forEach(sink);
    }

    @Override
    public Optional<MonitorElement> find(LumisectionId at, ElementName name) {
        return Optional.ofNullable(held.get(new Key(at, name)));
    }

    @Override
    public LumisectionSet lumisections() {
        return LumisectionSet.of(held.keySet().stream().map(Key::at).toList());
    }

    @Override
    public List<ElementName> elements() {
        return held.keySet().stream().map(Key::name).distinct().sorted().toList();
    }

    @Override
    public void seal(int run) {}
}
