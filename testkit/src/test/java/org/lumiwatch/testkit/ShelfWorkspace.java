package org.lumiwatch.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.IncidentStore;
import org.lumiwatch.ledger.LabelStore;
import org.lumiwatch.ledger.Ledger;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.truth.Label;

/** A workspace on a shelf of maps, for tests of what reads one. */
public final class ShelfWorkspace implements Workspace {
    private final Map<LumisectionId, Map<ElementName, MonitorElement>> histograms = new TreeMap<>();
    private final Map<String, LedgerEntry> entries = new TreeMap<>();
    private final Map<Long, Incident> incidents = new TreeMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Delivery.Rejected> rejected = new ArrayList<>();
    private final Map<String, byte[]> states = new HashMap<>();
    private Conditions conditions = Conditions.none();

    @Override
    public Path folder() {
        return Path.of("shelf");
    }

    @Override
    public HistogramStore histograms() {
        return new Histograms();
    }

    @Override
    public Ledger ledger() {
        return new Entries();
    }

    @Override
    public IncidentStore incidents() {
        return new IncidentStore() {
            @Override
            public void put(Incident incident) {
                incidents.put(incident.id(), incident);
            }

            @Override
            public List<Incident> all() {
                return List.copyOf(incidents.values());
            }
        };
    }

    @Override
    public LabelStore labels() {
        return new LabelStore() {
            @Override
            public void add(List<Label> added) {
                labels.addAll(added);
            }

            @Override
            public List<Label> all() {
                return List.copyOf(labels);
            }
        };
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    @Override
    public void add(Conditions added) {
        conditions = conditions.updatedWith(added);
    }

    @Override
    public void quarantine(List<Delivery.Rejected> refused) {
        rejected.addAll(refused);
    }

    @Override
    public List<Delivery.Rejected> quarantined() {
        return List.copyOf(rejected);
    }

    @Override
    public void putState(String name, byte[] state) {
        states.put(name, state.clone());
    }

    @Override
    public byte[] state(String name) {
        return states.getOrDefault(name, new byte[0]).clone();
    }

    @Override
    public void close() {}

    private final class Histograms implements HistogramStore {
        @Override
        public Added add(List<MonitorElement> elements) {
            elements.forEach(element -> histograms
                    .computeIfAbsent(element.at(), at -> new TreeMap<>())
                    .put(element.name(), element));
            return new Added(elements.size(), 0, List.of());
        }

        @Override
        public void read(ElementGlob elements, LumisectionSet within, Consumer<MonitorElement> sink) {
            histograms.values().stream()
                    .map(Map::values)
                    .flatMap(Collection::stream)
                    .filter(element -> within.contains(element.at()) && elements.matches(element.name()))
                    .forEach(sink);
        }

        @Override
        public Optional<MonitorElement> find(LumisectionId at, ElementName name) {
            return Optional.ofNullable(histograms.getOrDefault(at, Map.of()).get(name));
        }

        @Override
        public LumisectionSet lumisections() {
            return LumisectionSet.of(histograms.keySet());
        }

        @Override
        public List<ElementName> elements() {
            return histograms.values().stream()
                    .flatMap(of -> of.keySet().stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public void seal(int run) {}
    }

    private final class Entries implements Ledger {
        @Override
        public void append(List<LedgerEntry> added) {
            added.forEach(entry -> entries.put(key(entry), entry));
        }

        @Override
        public void read(
                ElementGlob elements, LumisectionSet within, LedgerEntry.Pass pass, Consumer<LedgerEntry> sink) {
            entries.values().stream()
                    .filter(entry ->
                            entry.pass() == pass && within.contains(entry.at()) && elements.matches(entry.element()))
                    .sorted(Comparator.comparing(LedgerEntry::at).thenComparing(LedgerEntry::element))
                    .toList()
                    .forEach(sink);
        }

        @Override
        public LumisectionSet judged(LedgerEntry.Pass pass) {
            return LumisectionSet.of(entries.values().stream()
                    .filter(entry -> entry.pass() == pass)
                    .map(LedgerEntry::at)
                    .toList());
        }

        private static String key(LedgerEntry entry) {
            return "%s %s %s %s".formatted(entry.at(), entry.element(), entry.pass(), entry.test());
        }
    }
}
