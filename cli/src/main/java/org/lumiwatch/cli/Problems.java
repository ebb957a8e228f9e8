package org.lumiwatch.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What went wrong on disc, in one line for people. */
final class Problems {
    private Problems() {}

    static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                "%s: not there (expected: a file or folder that exists)".formatted(missing.getFile());
            case AccessDeniedException denied ->
                "%s: access denied (expected: permission to read and write)".formatted(denied.getFile());
            case FileAlreadyExistsException there ->
                "%s: is there already (expected: a new name)".formatted(there.getFile());
            case FileNotFoundException missing -> "%s".formatted(missing.getMessage());
            default -> e.getMessage() == null ? e.toString() : e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }
}
