package org.lumiwatch.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.connectors.live.LiveSource;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.monitor.AlarmFile;
import org.lumiwatch.monitor.AlarmSink;
import org.lumiwatch.monitor.AlarmWebhook;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.Monitor;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;
import org.lumiwatch.truth.GoldenJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumiwatch watch}. */
@Command(
        name = "watch",
        description = "Judge lumisections as they arrive in a folder or a growing file; alarms as they happen.",
        footer = {
            "",
            "Ctrl-C ends it; started again on the same workspace it goes on where it was.",
            "",
            "Examples:",
            "  lumiwatch watch incoming/",
            "  lumiwatch watch live.csv --alarm-file alarms.jsonl --webhook https://chat.example/hook",
            "  lumiwatch watch archive/ --once           everything that is there, then stop"
        })
final class WatchVerb implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration STILLNESS = Duration.ofMillis(400);
    private static final int POLL_MILLIS = 100;
    /** Deliveries of one poll after which what is complete is examined, so that memory stays bounded. */
    private static final int BATCH = 20_000;

    @Parameters(paramLabel = "SOURCE", description = "A folder, or a file that grows.")
    @SuppressWarnings("NullAway.Init")
    Path source;

    @Option(
            names = "--alarm-file",
            paramLabel = "F",
            description = "Append alarms to this file, one JSON object a line.")
    @Nullable
    Path alarmFile;

    @Option(names = "--webhook", paramLabel = "URL", description = "POST alarms as JSON to this address. Repeatable.")
    List<URI> webhooks = List.of();

    @Option(names = "--once", description = "Judge what is there, then stop.")
    boolean once;

    @Option(names = "--quiet", description = "Print alarms and bad lumisections only.")
    boolean quiet;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    NetworksOption networks = new NetworksOption();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final AtomicBoolean stopping = new AtomicBoolean();

    private List<QualityTestKind> tests(Workspace into) {
        return Tests.with(into.folder(), networks.designs());
    }

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        ReadOptions options = common.readOptions();
        LiveSource live = new LiveSource(
                source,
                new LiveSource.Reading(paths -> Inputs.open(paths, options), InstantSource.system(), STILLNESS));
        CountDownLatch done = new CountDownLatch(1);
        Thread farewell = Thread.ofPlatform().unstarted(() -> {
            stopping.set(true);
            awaitQuietly(done);
        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try (Workspace into = workspace.open()) {
            into.add(common.conditions());
            try (Monitor monitor = WatchParts.open(
                    into, tests(into), common, PATIENCE, sinks(console), examined -> tell(console, examined))) {
                if (!monitor.unlearned().isEmpty()) {
                    console.say("unlearned, for it is labelled bad since: %s", GoldenJson.text(monitor.unlearned()));
                }
                watch(live, monitor, console);
            }
            console.say("stopped; everything is kept in %s", into.folder());
        } finally {
            done.countDown();
            if (!stopping.get()) {
                Runtime.getRuntime().removeShutdownHook(farewell);
            }
        }
        return 0;
    }

    private void watch(LiveSource live, Monitor monitor, Console console) {
        ElementGlob wanted = common.elements();
        if (once) {
            live.finish(delivery -> take(delivery, wanted, monitor));
            monitor.finish();
            return;
        }
        console.say("watching %s; Ctrl-C ends it", source);
        try {
            while (!stopping.get() && !Thread.currentThread().isInterrupted()) {
                boolean any = live.poll(delivery -> take(delivery, wanted, monitor));
                int examined = monitor.proceed();
                if (!any && examined == 0) {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // asked to stop: what came is examined below
        }
        monitor.finish();
    }

    private static void awaitQuietly(CountDownLatch done) {
        try {
            if (!done.await(20, TimeUnit.SECONDS)) {
                System.err.println("lumiwatch: could not finish in 20 s; the workspace is safe");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int taken;

    private void take(Delivery delivery, ElementGlob wanted, Monitor monitor) {
        if (delivery instanceof Delivery.Histogrammed(var origin, var dialect, var element)
                && !wanted.matches(element.name())) {
            return;
        }
        monitor.accept(delivery);
        if (++taken % BATCH == 0) {
            monitor.proceed();
        }
    }

    private List<AlarmSink> sinks(Console console) {
        List<AlarmSink> sinks = new ArrayList<>();
        sinks.add(new AlarmLines(console));
        if (alarmFile != null) {
            sinks.add(new AlarmFile(alarmFile));
        }
        for (URI webhook : webhooks) {
            sinks.add(new AlarmWebhook(webhook, AlarmWebhook.Options.defaults()));
        }
        return sinks;
    }

    private void tell(Console console, Examined examined) {
        if (!quiet || examined.verdict() instanceof org.lumiwatch.judge.Verdict.Bad) {
            console.say("%s", examined.headline());
            console.report(VerdictJson.of(examined));
        }
    }
}
