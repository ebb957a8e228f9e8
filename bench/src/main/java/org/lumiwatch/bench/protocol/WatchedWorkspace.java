package org.lumiwatch.bench.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lumiwatch.archive.DuckWorkspace;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.Certification;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Hindsight;
import org.lumiwatch.monitor.IncidentTracker;
import org.lumiwatch.monitor.Monitor;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.source.Delivery;

/** A workspace on disk, watched over a whole simulation as {@code watch} does it; gone when closed. Mutable. */
final class WatchedWorkspace implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-06-01T08:00:00Z"));
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2024-06-03T08:00:00Z"));
    private static final int SAVED_EVERY = 250;

    private final Path folder;
    private final Workspace workspace;
    private final Geometries geometries;

    private WatchedWorkspace(Path folder, Workspace workspace, Geometries geometries) {
        this.folder = folder;
        this.workspace = workspace;
        this.geometries = geometries;
    }

    /**
     * Watches everything.
     *
     * @param beside sees every element, in the order of the stream
     * @throws UncheckedIOException when no folder can be made for it
     */
    static WatchedWorkspace of(Simulation simulation, Consumer<MonitorElement> beside) {
        Path folder = made();
        Geometries geometries = Geometries.builtIn().preceded(simulation.geometries());
        WatchedWorkspace watched =
                new WatchedWorkspace(folder, DuckWorkspace.open(folder.resolve("workspace")), geometries);
        watched.watch(simulation, beside);
        return watched;
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("lumiwatch-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("workspace of the bench: cannot be made; free some space", e);
        }
    }

    private void watch(Simulation simulation, Consumer<MonitorElement> beside) {
        Examination examination =
                new Examination(new Examination.Setup(QualityTests.all(), geometries, TestOptions.defaults(), 1));
        Monitor.Parts parts = new Monitor.Parts(
                examination,
                new ContinualLearner(ContinualLearner.Options.defaults()),
                new IncidentTracker(IncidentTracker.Options.defaults()),
                CLOCK,
                Duration.ofDays(1),
                SAVED_EVERY);
        try (Monitor monitor = Monitor.open(workspace, parts, List.of(), examined -> {})) {
            simulation.read(delivery -> {
                if (delivery instanceof Delivery.Conditioned) {
                    // conditions come first: what came before is complete
                    monitor.finish();
                }
                if (delivery instanceof Delivery.Histogrammed histogrammed) {
                    beside.accept(histogrammed.element());
                }
                monitor.accept(delivery);
            });
            monitor.finish();
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /** Looks back at every run. */
    void lookBack() {
        Hindsight hindsight = new Hindsight(workspace, geometries, LATER);
        workspace.ledger().judged(Pass.ONLINE).runs().forEach(hindsight::examine);
    }

    /** By the standard rules, with verdicts in hindsight where there are any. */
    Certificate certified() {
        return new Certification(CertificationRules.standard(), "bench")
                .certify(workspace, Certification.Request.runs(workspace, 1, Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        workspace.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be removed".formatted(folder), e);
        }
    }
}
