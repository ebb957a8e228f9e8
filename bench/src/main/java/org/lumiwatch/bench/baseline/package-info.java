/**
 * What others publish or run, written to be strong: Lumiwatch is measured against these on the same stream.
 *
 * <p>Start at {@link Baseline} and {@link Replay}. Everything here scores before it learns, and is fitted on labelled history alone.
 * This room must not know the truth of what it scores beyond the labels it is given.
 */
@NullMarked
package org.lumiwatch.bench.baseline;

import org.jspecify.annotations.NullMarked;
