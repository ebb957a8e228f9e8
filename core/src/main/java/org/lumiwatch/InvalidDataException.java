package org.lumiwatch;

/**
 * Outside data is not what its format promises. The message names the file, the position in it, what was found, what was
 * expected and what to do: {@code golden.json: run 355100: [5, 2] (expected: first <= last); swap the bounds}.
 */
public final class InvalidDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidDataException(String message) {
        super(message);
    }

    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
