package org.lumiwatch.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.monitor.AlarmSink;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.IncidentTracker;
import org.lumiwatch.monitor.Monitor;

/** A monitor, as {@code watch} and {@code demo} use it. */
final class WatchParts {
    private static final int SAVED_EVERY = 250;

    private WatchParts() {}

    static Monitor open(
            Workspace workspace,
            List<QualityTestKind> tests,
            CommonOptions options,
            Duration patience,
            List<AlarmSink> sinks,
            Consumer<Examined> told) {
        Examination examination = new Examination(
                new Examination.Setup(tests, options.boundGeometries(), options.testOptions(), Threads.number()));
        return Monitor.open(
                workspace,
                new Monitor.Parts(
                        examination,
                        new ContinualLearner(ContinualLearner.Options.defaults()),
                        new IncidentTracker(IncidentTracker.Options.defaults()),
                        InstantSource.system(),
                        patience,
                        SAVED_EVERY),
                sinks,
                told);
    }
}
