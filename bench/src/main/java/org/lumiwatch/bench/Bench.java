package org.lumiwatch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Runs the trials of a protocol at the same time, keeps each as soon as it is done, and reports over all. A bench that was stopped takes up
 * where it was, unless the code has changed.
 */
public final class Bench {
    private final Options options;
    private final String code = CodeDigest.ofEverything();

    public Bench(Options options) {
        this.options = options;
    }

    /**
     * @param threads trials at the same time
     * @param cache folder in which trials are kept
     * @param trials whether those that were kept are used
     * @param version of Lumiwatch
     */
    public record Options(int threads, Path cache, Kept trials, String version) {
        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads: %d (expected: at least 1)".formatted(threads));
            }
        }
    }

    /** What becomes of trials that were measured before by the same code. */
    public enum Kept {
        USED,
        MEASURED_AGAIN
    }

    /**
     * Measures, in the calling thread and {@link Options#threads} others.
     *
     * @param progress told the number of trials that are done, in the calling thread
     * @throws ImplausibleResult when the protocol finds that its figures cannot be right; what else a trial throws comes through as it is
     */
    public <T> BenchResult run(Protocol<T> protocol, Size size, Seeds seeds, IntConsumer progress) {
        List<T> trials = trials(protocol, size, seeds, progress);
        return new BenchResult(
                protocol.id(),
                protocol.title(),
                size,
                seeds,
                CodeDigest.ofSimulator(),
                "%s, code %s".formatted(options.version(), code),
                command(protocol, size, seeds),
                protocol.report(trials, size));
    }

    private static String command(Protocol<?> protocol, Size size, Seeds seeds) {
        String quick = switch (size) {
            case QUICK -> "--quick ";
            case FULL -> "";
        };
        return "./lumiwatch bench %s %s%s".formatted(protocol.id(), quick, seeds.options());
    }

    private <T> List<T> trials(Protocol<T> protocol, Size size, Seeds seeds, IntConsumer progress) {
        TrialCache<T> cache = new TrialCache<>(options.cache(), code, protocol, size);
        ExecutorService threads = Executors.newFixedThreadPool(options.threads());
        try {
            ExecutorCompletionService<T> done = new ExecutorCompletionService<>(threads);
            List<Future<T>> trials = new ArrayList<>();
            for (long seed : seeds.values()) {
                trials.add(done.submit(trial(protocol, size, seed, cache)));
            }
            for (int i = 1; i <= trials.size(); i++) {
                Future<T> one = done.take();
                if (one.state() == Future.State.FAILED) {
                    throw failure(one.exceptionNow());
                }
                progress.accept(i);
            }
            return trials.stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("bench: interrupted (expected: to be left to its end); run it again", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> Callable<T> trial(Protocol<T> protocol, Size size, long seed, TrialCache<T> cache) {
        return () -> switch (options.trials()) {
            case USED -> cache.find(seed).orElseGet(() -> cache.keep(seed, protocol.trial(seed, size)));
            case MEASURED_AGAIN -> cache.keep(seed, protocol.trial(seed, size));
        };
    }

    private static RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException failure -> failure;
            default -> new IllegalStateException("trial: " + cause.getMessage(), cause);
        };
    }
}
