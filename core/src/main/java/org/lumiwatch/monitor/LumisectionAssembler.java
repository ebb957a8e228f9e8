package org.lumiwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Gathers elements into lumisections.
 *
 * <p>A lumisection is complete when every element of the fullest recent lumisection is there, when a later lumisection has
 * begun, or when nothing of it came for a while. What comes after that is a late part: handed on as a lumisection of its own,
 * for late is better than never. Mutable; one thread at a time.
 */
public final class LumisectionAssembler {
    /** How many lumisections back an element still counts as expected. */
    private static final int RECENT = 10;

    private final Duration patience;
    private final NavigableMap<LumisectionId, Pending> pending = new TreeMap<>();
    private final Deque<Set<ElementName>> recent = new ArrayDeque<>();
    private @Nullable LumisectionId newest;

    /**
     * @param patience how long after its last element an unfinished lumisection is waited for
     */
    public LumisectionAssembler(Duration patience) {
        this.patience = patience;
    }

    private static final class Pending {
        final NavigableMap<ElementName, MonitorElement> elements = new TreeMap<>();
        Instant touched = Instant.MIN;
    }

    /** Adds an element; of two with the same name the first stays. */
    public void add(MonitorElement element, Instant now) {
        Pending of = pending.computeIfAbsent(element.at(), id -> new Pending());
        of.elements.putIfAbsent(element.name(), element);
        of.touched = now;
        if (newest == null || element.at().compareTo(newest) > 0) {
            newest = element.at();
        }
    }

    /** Takes out what is complete at {@code now}, rising by lumisection. */
    public List<Lumisection> complete(Instant now) {
        Set<ElementName> expected = expected();
        List<LumisectionId> done = new ArrayList<>();
        pending.forEach((id, of) -> {
            boolean full = !expected.isEmpty() && of.elements.keySet().containsAll(expected);
            boolean overtaken = newest != null && id.compareTo(newest) < 0;
            boolean waitedFor = !now.isBefore(of.touched.plus(patience));
            if (full || overtaken || waitedFor) {
                done.add(id);
            }
        });
        return done.stream().map(this::taken).toList();
    }

    /** Takes out everything, rising by lumisection. */
    public List<Lumisection> rest() {
        return List.copyOf(pending.keySet()).stream().map(this::taken).toList();
    }

    /** Number of lumisections that wait. */
    public int waiting() {
        return pending.size();
    }

    private Lumisection taken(LumisectionId id) {
        Pending of = pending.remove(id);
        recent.addLast(Set.copyOf(of.elements.keySet()));
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return new Lumisection(id, List.copyOf(of.elements.values()));
    }

    private Set<ElementName> expected() {
        Set<ElementName> fullest = Set.of();
        for (Set<ElementName> names : recent) {
            fullest = names.size() > fullest.size() ? names : fullest;
        }
        return fullest;
    }
}
