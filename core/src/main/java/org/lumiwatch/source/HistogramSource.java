package org.lumiwatch.source;

import java.util.function.Consumer;

/** Somewhere lumisections come from: a file, a folder, a page of an API, a simulated detector. */
public interface HistogramSource {
    /**
     * Hands every record to {@code sink}, in the order found and one at a time, so that memory does not grow with the source.
     * Bad records become {@link Delivery.Rejected}.
     *
     * @throws java.io.UncheckedIOException when the source cannot be read any further
     */
    void read(Consumer<? super Delivery> sink);
}
