package org.lumiwatch.archive;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.histogram.Axis;

/** Element names and axes, each kept once and named by a number in the tables. Used within {@link Database#alone}. */
final class Catalogue {
    private final Map<ElementName, Integer> elementIds = new HashMap<>();
    private final Map<Integer, ElementName> elements = new HashMap<>();
    private final Set<Integer> held = new HashSet<>();
    private final Map<List<Axis>, Integer> axesIds = new HashMap<>();
    private final Map<Integer, List<Axis>> axes = new HashMap<>();

    /** Forgets what a failed transaction has added. */
    void reload(Session session) throws SQLException {
        elementIds.clear();
        elements.clear();
        held.clear();
        axesIds.clear();
        axes.clear();
        session.list("SELECT id, path FROM elements", row -> know(row.getInt(1), new ElementName(row.getString(2))));
        session.list("SELECT element FROM held_elements", row -> held.add(row.getInt(1)));
        session.list("SELECT id, text FROM axes", row -> know(row.getInt(1), AxesText.read(row.getString(2))));
    }

    /** Number of a name, given now when it is new. */
    int id(Session session, ElementName name) throws SQLException {
        Integer known = elementIds.get(name);
        if (known != null) {
            return known;
        }
        int id = elements.size() + 1;
        session.run("INSERT INTO elements VALUES (?, ?)", id, name.path());
        return know(id, name);
    }

    /** Number of a name that has histograms from now on. */
    int heldId(Session session, ElementName name) throws SQLException {
        int id = id(session, name);
        if (held.add(id)) {
            session.run("INSERT INTO held_elements VALUES (?)", id);
        }
        return id;
    }

    /** Number of axes, given now when they are new. */
    int id(Session session, List<Axis> of) throws SQLException {
        Integer known = axesIds.get(of);
        if (known != null) {
            return known;
        }
        int id = axes.size() + 1;
        long cells = of.stream().mapToLong(Axis::bins).reduce(1, Math::multiplyExact);
        session.run("INSERT INTO axes VALUES (?, ?, ?)", id, AxesText.write(of), cells);
        return know(id, of);
    }

    Optional<Integer> known(ElementName name) {
        return Optional.ofNullable(elementIds.get(name));
    }

    /** Number of axes that were given one. */
    int known(List<Axis> of) {
        return Objects.requireNonNull(axesIds.get(of));
    }

    ElementName element(int id) {
        return Objects.requireNonNull(elements.get(id));
    }

    List<Axis> axes(int id) {
        return Objects.requireNonNull(axes.get(id));
    }

    /** Names that have histograms, sorted. */
    List<ElementName> held() {
        return held.stream().map(this::element).sorted().toList();
    }

    /** A condition on column {@code element}: {@code TRUE} when all match. */
    String condition(ElementGlob glob) {
        List<Integer> matching = elements.entrySet().stream()
                .filter(entry -> glob.matches(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (matching.size() == elements.size()) {
            return "TRUE";
        }
        return matching.isEmpty()
                ? "FALSE"
                : "element IN (%s)"
                        .formatted(matching.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private int know(int id, ElementName name) {
        elementIds.put(name, id);
        elements.put(id, name);
        return id;
    }

    private int know(int id, List<Axis> of) {
        axesIds.put(of, id);
        axes.put(id, of);
        return id;
    }
}
