package org.lumiwatch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One command line, run in this JVM. */
record CommandLineRun(int exit, String out, String err) {
    static CommandLineRun of(Object... args) {
        return of(new CommandLine(new RootCommand()), Stream.of(args));
    }

    /** {@code lumiwatch bench} with a verb of the test's own. */
    static CommandLineRun of(BenchVerb verb, Object... args) {
        CommandLine line = new CommandLine(new RootCommand());
        line.getCommandSpec().removeSubcommand("bench");
        line.addSubcommand(verb);
        return of(line, Stream.concat(Stream.of("bench"), Stream.of(args)));
    }

    private static CommandLineRun of(CommandLine line, Stream<Object> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = RootCommand.execute(
                line,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                args.map(Object::toString).toArray(String[]::new));
        return new CommandLineRun(exit, out.toString(), err.toString());
    }
}
