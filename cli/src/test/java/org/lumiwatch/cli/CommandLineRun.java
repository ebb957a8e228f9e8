package org.lumiwatch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command line, run in this JVM. */
record CommandLineRun(int exit, String out, String err) {
    static CommandLineRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int exit = RootCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new CommandLineRun(exit, out.toString(), err.toString());
    }
}
