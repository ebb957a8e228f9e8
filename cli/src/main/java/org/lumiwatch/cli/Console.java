package org.lumiwatch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;

/** Where a verb speaks: results to {@code out}, progress and warnings to {@code err}. */
record Console(PrintWriter out, PrintWriter err, Audience audience) {
    /** Who listens. */
    enum Audience {
        PEOPLE,
        MACHINES,
        NOBODY
    }

    static Console of(CommandSpec spec, CommonOptions options) {
        return new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                options.json ? Audience.MACHINES : Audience.PEOPLE);
    }

    /** A line for people; nothing for machines. */
    void say(String format, Object... values) {
        if (audience == Audience.PEOPLE) {
            out.printf(Locale.ROOT, format + "%n", values);
            out.flush();
        }
    }

    /** The result for machines; nothing for people. */
    void report(Object json) {
        if (audience == Audience.MACHINES) {
            out.println(json);
            out.flush();
        }
    }

    /** A bar on the terminal, or an invisible one when there is none or machines listen. */
    ProgressBar progress(String task, long steps) {
        boolean shown = audience == Audience.PEOPLE
                && Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent();
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200);
        return shown ? builder.build() : builder.setConsumer(new SilentBar()).build();
    }

    private static final class SilentBar implements me.tongfei.progressbar.ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return 80;
        }

        @Override
        public void accept(String line) {
            // nobody looks
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
