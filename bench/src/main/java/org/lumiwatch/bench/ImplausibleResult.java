package org.lumiwatch.bench;

/**
 * A protocol measured what cannot be, so that its stream, its referee or a contender is wrong: a method beat the oracle beyond its
 * interval, or the plain mean with a Poisson z did not fail. The bench stops; nothing of the protocol is published.
 */
public final class ImplausibleResult extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was measured, what was expected and what that may mean */
    public ImplausibleResult(String message) {
        super(message);
    }
}
