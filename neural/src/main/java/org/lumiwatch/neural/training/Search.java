package org.lumiwatch.neural.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks for better sizes and settings of a design, by several aims at once. Every finished trial is a line of a file; a search that was killed
 * goes on after the last whole line, and what had not finished is tried again: nothing is lost, and nothing counts as failed because of a
 * kill.
 */
public final class Search {
    /** Trials by chance before the likely ones. */
    private static final int FIRST = 8;
    /** Share of the trials that is good. */
    private static final double GOOD = 0.25;
    /** Of the trials of a rung, one in so many goes on to so many times its epochs. */
    private static final int REDUCTION = 3;

    private final SearchSpace space;
    private final Method method;
    private final int trials;
    private final int epochs;
    private final long seed;
    private final Path history;
    private final List<Trial> finished = new ArrayList<>();

    /** How the next trial is chosen. */
    public enum Method {
        RANDOM,
        /** Tree-structured Parzen estimator. */
        TPE,
        /** Many for a few epochs, the best third of them for three times as many, and so on. */
        HALVING
    }

    /** What a trial is judged by: each the smaller the better. */
    public record Aims(double missed, double size, double microseconds) {
        /** Whether it is as good in everything and better in something. */
        boolean dominates(Aims other) {
            return missed <= other.missed
                    && size <= other.size
                    && microseconds <= other.microseconds
                    && (missed < other.missed || size < other.size || microseconds < other.microseconds);
        }
    }

    /**
     * A finished trial.
     *
     * @param number from 0; with the seed it decides what was chosen by chance
     * @param failure why there are no aims; empty when there are
     */
    public record Trial(int number, Map<String, Double> values, int epochs, Aims aims, String failure) {
        public Trial {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        public boolean hasFailed() {
            return !failure.isEmpty();
        }

        String line() {
            ObjectNode node =
                    JsonMapper.shared().createObjectNode().put("trial", number).put("epochs", epochs);
            ObjectNode chosen = node.putObject("values");
            values.forEach(chosen::put);
            node.put("missed", aims.missed()).put("size", aims.size()).put("microseconds", aims.microseconds());
            return node.put("failure", failure).toString();
        }

        static Trial parse(String line) {
            JsonNode node = JsonMapper.shared().readTree(line);
            Map<String, Double> values = new LinkedHashMap<>();
            node.path("values")
                    .properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
            Aims aims = new Aims(
                    node.path("missed").asDouble(),
                    node.path("size").asDouble(),
                    node.path("microseconds").asDouble());
            return new Trial(
                    node.path("trial").asInt(),
                    values,
                    node.path("epochs").asInt(),
                    aims,
                    node.path("failure").asString());
        }
    }

    /** Trains with some values and measures. */
    public interface Trainer {
        Aims train(Map<String, Double> values, int epochs, long seed);
    }

    /**
     * @param trials in all, those in the file included
     * @param epochs of a trial, at most
     * @param history file of finished trials, appended to
     */
    public Search(SearchSpace space, Method method, int trials, int epochs, long seed, Path history) {
        this.space = space;
        this.method = method;
        this.trials = trials;
        this.epochs = epochs;
        this.seed = seed;
        this.history = history;
        finished.addAll(read(history));
        finished.forEach(trial -> {
            if (!trial.values().keySet().equals(space.choices().keySet())) {
                throw new InvalidDataException("%s: trial %d chose %s (expected: %s); begin another file"
                        .formatted(
                                history,
                                trial.number(),
                                trial.values().keySet(),
                                space.choices().keySet()));
            }
        });
    }

    /** Finished trials of a file; a last line that was cut off is none. */
    public static List<Trial> read(Path history) {
        if (!Files.exists(history)) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(history);
            for (int i = 0; i < lines.size(); i++) {
                try {
                    trials.add(Trial.parse(lines.get(i)));
                } catch (JacksonException e) {
                    if (i < lines.size() - 1) {
                        throw new InvalidDataException(
                                "%s: line %d: %s (expected: a trial)".formatted(history, i + 1, e.getOriginalMessage()),
                                e);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trials;
    }

    /**
     * Tries what is left to try.
     *
     * @param parallel trials at once
     * @return all finished trials
     */
    public List<Trial> run(Trainer trainer, int parallel, Consumer<Trial> told) {
        rewrite();
        try (ExecutorService crew = Executors.newFixedThreadPool(parallel)) {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < parallel; worker++) {
                all.add(crew.submit(() -> {
                    for (Plan plan = next(); plan != null; plan = next()) {
                        finish(tried(plan, trainer), told);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("search was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("search failed: " + e.getCause(), e.getCause());
        }
        return List.copyOf(finished);
    }

    private record Plan(int number, Map<String, Double> values, int epochs) {}

    private final Map<Integer, Plan> running = new TreeMap<>();

    private synchronized @org.jspecify.annotations.Nullable Plan next() {
        int number = 0;
        while (number < trials && (running.containsKey(number) || isFinished(number))) {
            number++;
        }
        if (number == trials) {
            return null;
        }
        Plan plan = planned(number);
        running.put(number, plan);
        return plan;
    }

    private boolean isFinished(int number) {
        return finished.stream().anyMatch(trial -> trial.number() == number);
    }

    private Plan planned(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        List<Trial> ranked = finished.stream()
                .filter(trial -> !trial.hasFailed())
                .sorted(Comparator.comparingDouble((Trial trial) -> trial.aims().missed())
                        .thenComparingDouble(trial -> trial.aims().size()))
                .toList();
        return switch (method) {
            case RANDOM -> new Plan(number, space.random(random), epochs);
            case TPE -> {
                if (ranked.size() < FIRST) {
                    yield new Plan(number, space.random(random), epochs);
                }
                int good = (int) Math.ceil(GOOD * ranked.size());
                List<Map<String, Double>> all =
                        ranked.stream().map(Trial::values).toList();
                yield new Plan(
                        number, space.likely(all.subList(0, good), all.subList(good, all.size()), random), epochs);
            }
            case HALVING -> halved(number, ranked, random);
        };
    }

    /** The longest rung that has enough behind it to promote one, else a new one for a few epochs. */
    private Plan halved(int number, List<Trial> ranked, SplittableRandom random) {
        int shortest = Math.max(1, epochs / (REDUCTION * REDUCTION));
        for (int rung = epochs / REDUCTION; rung >= shortest; rung /= REDUCTION) {
            int of = rung;
            List<Trial> there =
                    ranked.stream().filter(trial -> trial.epochs() == of).toList();
            int promoted = there.size() / REDUCTION;
            for (Trial best : there.subList(0, promoted)) {
                int longer = Math.min(epochs, rung * REDUCTION);
                boolean known = finished.stream()
                                .anyMatch(trial -> trial.epochs() == longer
                                        && trial.values().equals(best.values()))
                        || running.values().stream()
                                .anyMatch(plan ->
                                        plan.epochs() == longer && plan.values().equals(best.values()));
                if (!known) {
                    return new Plan(number, best.values(), longer);
                }
            }
        }
        return new Plan(number, space.random(random), shortest);
    }

    private Trial tried(Plan plan, Trainer trainer) {
        try {
            Aims aims = trainer.train(plan.values(), plan.epochs(), seed + plan.number());
            return new Trial(plan.number(), plan.values(), plan.epochs(), aims, "");
        } catch (IllegalArgumentException impossible) {
            // values that make no network: told, and never tried again
            return new Trial(
                    plan.number(),
                    plan.values(),
                    plan.epochs(),
                    new Aims(1, 0, 0),
                    String.valueOf(impossible.getMessage()));
        }
    }

    private synchronized void finish(Trial trial, Consumer<Trial> told) {
        append(trial);
        finished.add(trial);
        running.remove(trial.number());
        told.accept(trial);
    }

    private void append(Trial trial) {
        try {
            Files.writeString(history, trial.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a line that was cut off. */
    private void rewrite() {
        try {
            StringBuilder text = new StringBuilder();
            finished.forEach(trial -> text.append(trial.line()).append('\n'));
            Files.writeString(history, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trials that no other is better than in every aim, the least missed first. */
    public static List<Trial> front(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> !trial.hasFailed())
                .filter(trial -> trials.stream()
                        .noneMatch(other -> !other.hasFailed() && other.aims().dominates(trial.aims())))
                .sorted(Comparator.comparingDouble(trial -> trial.aims().missed()))
                .toList();
    }
}
