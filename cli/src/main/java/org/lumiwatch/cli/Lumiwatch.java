package org.lumiwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Main class. Loads nothing heavy before it knows that it must: {@code --version} answers at once. */
public final class Lumiwatch {
    private Lumiwatch() {}

    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println("lumiwatch " + version());
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exit = RootCommand.execute(out, err, args);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** Version of this build. */
    static String version() {
        try (InputStream in = Lumiwatch.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
