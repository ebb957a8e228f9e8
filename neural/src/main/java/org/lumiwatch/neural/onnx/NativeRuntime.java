package org.lumiwatch.neural.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime, once it is safe to load. */
final class NativeRuntime {
    private static final Path COMMAND = Path.of("/proc/self/cmdline");
    /** With 3,900 characters on the command line and more, ONNX Runtime 1.29 brings the process down as it is loaded; seen on Linux. */
    private static final int LONGEST_COMMAND = 3600;

    private NativeRuntime() {}

    /** @throws IllegalStateException where loading it would end the process */
    static OrtEnvironment environment() {
        check(commandLength());
        return OrtEnvironment.getEnvironment();
    }

    static void check(int commandLength) {
        if (commandLength > LONGEST_COMMAND) {
            throw new IllegalStateException(
                    "command line: %,d characters (expected: at most %,d, or ONNX Runtime ends the process); give the paths in a file, as @FILE"
                            .formatted(commandLength, LONGEST_COMMAND));
        }
    }

    private static int commandLength() {
        if (!Files.isReadable(COMMAND)) {
            return 0;
        }
        try {
            return Files.readAllBytes(COMMAND).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
