/**
 * Binned counts and the arithmetic that is allowed on them.
 *
 * <p>Start at {@link Histogram}. A histogram owns one to three axes and one content per cell, with flow bins kept apart.
 * Values are immutable: {@code plus} returns a new one, so a window of lumisections can be summed in any order. This room
 * knows no runs, files or quality tests and depends on the JDK only.
 */
@NullMarked
package org.lumiwatch.histogram;

import org.jspecify.annotations.NullMarked;
