package org.lumiwatch.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/** Histograms of live runs in a table, of sealed ones in files. */
final class DuckHistograms implements HistogramStore {
    /** Cells read at once. */
    private static final long CELLS_AT_ONCE = 1L << 20;

    private final Database database;
    private final Catalogue catalogue;
    private final RunFiles files;
    private final HeldRuns held;

    /** A histogram's place in the workspace. */
    private record Key(LumisectionId at, ElementName name) {
        static Key of(MonitorElement element) {
            return new Key(element.at(), element.name());
        }
    }

    DuckHistograms(Database database, Catalogue catalogue, RunFiles files) {
        this.database = database;
        this.catalogue = catalogue;
        this.files = files;
        this.held = new HeldRuns(this::keys, this::liveLumisections);
    }

    @Override
    public Added add(List<MonitorElement> elements) {
        return database.alone(() -> {
            Map<Key, Histogram> there =
                    stored(elements.stream().filter(this::holds).toList());
            Map<Key, MonitorElement> fresh = LinkedHashMap.newLinkedHashMap(elements.size());
            List<MonitorElement> conflicting = new ArrayList<>();
            int duplicate = 0;
            for (MonitorElement element : elements) {
                Key key = Key.of(element);
                Histogram earlier = there.get(key);
                if (earlier == null) {
                    there.put(key, element.histogram());
                    fresh.put(key, element);
                } else if (earlier.sameBins(element.histogram())) {
                    duplicate++;
                } else {
                    conflicting.add(element);
                }
            }
            keep(fresh.values());
            return new Added(fresh.size(), duplicate, conflicting);
        });
    }

    private boolean holds(MonitorElement element) {
        return catalogue
                .known(element.name())
                .map(id ->
                        held.run(element.at().run()).contains(id, element.at().number()))
                .orElse(false);
    }

    private void keep(Collection<MonitorElement> elements) {
        if (elements.isEmpty()) {
            return;
        }
        try {
            database.write(session -> {
                for (MonitorElement element : elements) {
                    catalogue.heldId(session, element.name());
                    catalogue.id(session, element.histogram().axes());
                }
                session.append("histograms", appender -> {
                    for (MonitorElement element : elements) {
                        append(appender, element, catalogue.id(session, element.name()));
                    }
                });
            });
        } catch (RuntimeException e) {
            database.read(session -> {
                catalogue.reload(session);
                return session;
            });
            throw e;
        }
        for (MonitorElement element : elements) {
            held.add(catalogue.known(element.name()).orElseThrow(), element.at());
        }
    }

    private void append(DuckDBAppender appender, MonitorElement element, int id) throws SQLException {
        Histogram histogram = element.histogram();
        double[] contents = histogram.contents();
        Narrow type = Narrow.of(contents);
        appender.beginRow()
                .append(element.at().run())
                .append(element.at().number())
                .append(id)
                .append(catalogue.known(histogram.axes()))
                .append(histogram.entries())
                .append(type.code())
                .append(type.encode(contents));
        Optional<double[]> padded = histogram.padded();
        if (padded.isPresent()) {
            double[] flow = FlowBins.of(histogram.axes(), padded.get());
            Narrow flowType = Narrow.of(flow);
            appender.append(flowType.code()).append(flowType.encode(flow));
        } else {
            appender.appendNull().appendNull();
        }
        appender.endRow();
    }

    @Override
    public void read(ElementGlob elements, LumisectionSet within, Consumer<MonitorElement> sink) {
        LumisectionSet wanted = lumisections().and(within);
        for (int run : wanted.runs()) {
            for (Slice slice : slices(run, elements, wanted)) {
                List<MonitorElement> rows = database.alone(() ->
                        rows(run, "%s AND %s".formatted(slice.condition(), catalogue.condition(elements)), Set.of()));
                rows.sort(Comparator.comparing(MonitorElement::at).thenComparing(MonitorElement::name));
                rows.forEach(sink);
            }
        }
    }

    private List<Slice> slices(int run, ElementGlob elements, LumisectionSet wanted) {
        List<LumisectionRange> ranges = wanted.ranges(run);
        List<Slice.Weight> weights = database.alone(() -> database.read(session -> session.list(
                """
                SELECT ls, sum(a.cells)::BIGINT FROM (%s) h JOIN axes a ON a.id = h.axes
                WHERE ls BETWEEN %d AND %d AND %s GROUP BY ls ORDER BY ls
                """.formatted(
                        select(run), ranges.getFirst().first(), ranges.getLast().last(), catalogue.condition(elements)),
                row -> new Slice.Weight(row.getInt(1), row.getLong(2)))));
        return Slice.of(
                weights.stream()
                        .filter(weight -> wanted.contains(new LumisectionId(run, weight.number())))
                        .toList(),
                CELLS_AT_ONCE);
    }

    @Override
    public Optional<MonitorElement> find(LumisectionId at, ElementName name) {
        return database.alone(() -> catalogue
                .known(name)
                .flatMap(id -> rows(at.run(), "ls = %d AND element = %d".formatted(at.number(), id), Set.of()).stream()
                        .findFirst()));
    }

    @Override
    public LumisectionSet lumisections() {
        return database.alone(() -> held.lumisections().or(files.lumisections()));
    }

    @Override
    public List<ElementName> elements() {
        return database.alone(catalogue::held);
    }

    @Override
    public void seal(int run) {
        database.alone(() -> {
            LumisectionSet live = liveLumisections("run = " + run);
            if (!live.isEmpty()) {
                files.seal(run, live);
            }
            return live;
        });
    }

    /** What is stored of the places of {@code elements}. */
    private Map<Key, Histogram> stored(List<MonitorElement> elements) {
        Map<Integer, List<MonitorElement>> byRun = elements.stream()
                .collect(Collectors.groupingBy(element -> element.at().run(), TreeMap::new, Collectors.toList()));
        Map<Key, Histogram> stored = new HashMap<>();
        byRun.forEach((run, some) -> {
            TreeSet<Integer> numbers = new TreeSet<>();
            TreeSet<Integer> ids = new TreeSet<>();
            Set<Key> keys = new HashSet<>();
            for (MonitorElement element : some) {
                numbers.add(element.at().number());
                ids.add(catalogue.known(element.name()).orElseThrow());
                keys.add(Key.of(element));
            }
            String condition = "%s AND element IN (%s)"
                    .formatted(
                            new Slice(List.copyOf(numbers)).condition(),
                            ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
            rows(run, condition, keys).forEach(row -> stored.put(Key.of(row), row.histogram()));
        });
        return stored;
    }

    /** Histograms of a run that meet a condition, in any order; only those of {@code keys} unless it is empty. */
    private List<MonitorElement> rows(int run, String condition, Set<Key> keys) {
        List<MonitorElement> rows = new ArrayList<>();
        database.read(session -> session.list("""
                SELECT ls, element, axes, entries, type, contents, flow_type, flow FROM (%s) WHERE %s
                """.formatted(select(run), condition), row -> {
            Key key = new Key(new LumisectionId(run, row.getInt(1)), catalogue.element(row.getInt(2)));
            return (keys.isEmpty() || keys.contains(key))
                    && rows.add(new MonitorElement(key.name(), key.at(), histogram(row)));
        }));
        return rows;
    }

    private Histogram histogram(ResultSet row) throws SQLException {
        List<Axis> axes = catalogue.axes(row.getInt(3));
        double[] contents = Narrow.ofCode(row.getString(5)).decode(row.getBytes(6));
        String flowType = row.getString(7);
        if (flowType == null) {
            return Histogram.of(axes, contents, row.getDouble(4));
        }
        double[] flow = Narrow.ofCode(flowType).decode(row.getBytes(8));
        return Histogram.withFlow(axes, FlowBins.padded(axes, contents, flow), row.getDouble(4));
    }

    private RunKeys keys(int run) {
        RunKeys keys = new RunKeys();
        database.read(session -> session.list("SELECT element, ls FROM (%s)".formatted(select(run)), row -> {
            keys.add(row.getInt(1), row.getInt(2));
            return keys;
        }));
        return keys;
    }

    private LumisectionSet liveLumisections(String condition) {
        return database.read(session -> Islands.of(session, "histograms", condition));
    }

    /** SQL that selects everything of a run, in the table and in files. */
    private String select(int run) {
        return """
                SELECT ls, element, axes, entries, type, contents, flow_type, flow FROM histograms WHERE run = %d
                %s""".formatted(run, files.select(run));
    }
}
