package org.lumiwatch.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.judge.TestOptions;

/**
 * Examines lumisections, all elements of one at a time: each element has its own quality tests, begun when it is first seen, with
 * its share of the operator's budget. Elements are judged in parallel; as each has its own memory, the result does not depend on
 * the number of threads. Mutable; call from one thread.
 */
public final class Examination implements AutoCloseable {
    private final Setup setup;
    private final NavigableMap<ElementName, WatchedElement> watched = new TreeMap<>();
    private final Families families = new Families();
    private final Map<ElementName, WatchedElement.Opinion> lastOpinions = new HashMap<>();
    private final ExecutorService workers;

    /**
     * What an examination is made of. May be shared.
     *
     * @param kinds of quality test, the preferred first: a later one judges while the earlier have no reference
     * @param options budget over all elements, and what else tests need to know
     * @param threads that judge at the same time
     */
    public record Setup(List<QualityTestKind> kinds, Geometries geometries, TestOptions options, int threads) {
        public Setup {
            kinds = List.copyOf(kinds);
            if (threads < 1) {
                throw new IllegalArgumentException("threads: %d (expected: >= 1)".formatted(threads));
            }
        }
    }

    public Examination(Setup setup) {
        this.setup = setup;
        this.workers = Executors.newFixedThreadPool(
                setup.threads(),
                Thread.ofPlatform().daemon().name("examination-", 0).factory());
    }

    /** Judges every element; remembers nothing but that new elements exist. */
    public Examined examine(Lumisection lumisection, LumisectionConditions conditions) {
        begin(lumisection);
        lastOpinions.clear();
        WatchedElement.Opinion[] opinions =
                new WatchedElement.Opinion[lumisection.elements().size()];
        inParallel(
                lumisection.elements(),
                (i, element) -> opinions[i] = known(element.name()).judge(element, conditions));
        List<Examined.Part> parts = new ArrayList<>(opinions.length);
        for (int i = 0; i < opinions.length; i++) {
            lastOpinions.put(lumisection.elements().get(i).name(), opinions[i]);
            parts.add(opinions[i].part());
        }
        return new Examined(lumisection.id(), conditions, families.judged(parts));
    }

    /**
     * Lets the tests take note of the lumisection examined last.
     *
     * @param lessons one per element examined
     */
    public void learn(Examined examined, Map<ElementName, Lesson> lessons) {
        inParallel(examined.parts(), (i, part) -> {
            ElementName name = part.judgement().element().name();
            WatchedElement.Opinion opinion = lastOpinions.get(name);
            Lesson lesson = lessons.get(name);
            if (opinion == null || lesson == null || !opinion.isOf(examined.id())) {
                throw new IllegalArgumentException(
                        "%s: not what was examined last (expected: learn right after examine)".formatted(name));
            }
            known(name).learn(opinion.deciding(part.judgement()), examined.conditions(), lesson);
        });
        families.learn(examined.parts(), lessons);
        lastOpinions.clear();
    }

    /** Elements of {@code all} that must be examined together with {@code name}, itself included, so that the same is said of it. */
    public static List<ElementName> family(ElementName name, Collection<ElementName> all) {
        return Families.of(name, all);
    }

    /** Elements seen so far. */
    public int elements() {
        return watched.size();
    }

    /** What would be found in each element, as tried on copies of its lumisections; elements with no trial yet are left out. */
    public SortedMap<ElementName, List<Sensitivity>> sensitivity() {
        SortedMap<ElementName, List<Sensitivity>> all = new TreeMap<>();
        watched.forEach((name, element) -> {
            List<Sensitivity> tried = element.sensitivity();
            if (!tried.isEmpty()) {
                all.put(name, tried);
            }
        });
        return all;
    }

    private WatchedElement known(ElementName name) {
        return Objects.requireNonNull(watched.get(name), () -> "element %s: never begun".formatted(name));
    }

    private void begin(Lumisection lumisection) {
        List<MonitorElement> fresh = lumisection.elements().stream()
                .filter(element -> !watched.containsKey(element.name()))
                .toList();
        double share = 1.0 / (watched.size() + fresh.size());
        List<WatchedElement> known = List.copyOf(watched.values());
        for (MonitorElement element : fresh) {
            WatchedElement begun = WatchedElement.begin(
                    element,
                    setup.geometries().bind(element.name(), element.histogram()),
                    setup.options().withShare(share),
                    setup.kinds());
            begun.startFromMostSimilar(known);
            watched.put(element.name(), begun);
            families.join(element.name(), begun.geometry(), element.histogram());
        }
    }

    private <T> void inParallel(List<T> items, BiConsumer<Integer, T> work) {
        int threads = Math.min(setup.threads(), items.size());
        if (threads <= 1) {
            for (int i = 0; i < items.size(); i++) {
                work.accept(i, items.get(i));
            }
            return;
        }
        List<Future<?>> strands = new ArrayList<>(threads);
        for (int t = 0; t < threads; t++) {
            int first = t;
            strands.add(workers.submit(() -> {
                for (int i = first; i < items.size(); i += threads) {
                    work.accept(i, items.get(i));
                }
            }));
        }
        for (Future<?> strand : strands) {
            await(strand);
        }
    }

    private static void await(Future<?> strand) {
        try {
            strand.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("examination: interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("examination: " + e.getCause(), e.getCause());
        }
    }

    /** Writes the memory of all tests. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(watched.size());
        for (WatchedElement element : watched.values()) {
            element.save(out);
        }
        families.save(out);
    }

    /** Takes up the memory that {@link #save} wrote, in place of what is there. */
    public void restore(DataInput in) throws IOException {
        watched.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            WatchedElement element = WatchedElement.restore(in, setup);
            watched.put(element.name(), element);
        }
        families.restore(in);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
