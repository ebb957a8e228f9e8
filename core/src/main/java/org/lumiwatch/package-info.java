/**
 * The root of Lumiwatch's rooms; holds only the failure that every room may report, {@link org.lumiwatch.InvalidDataException}.
 *
 * <p>Start at {@code org.lumiwatch.histogram.Histogram} for the data, {@code org.lumiwatch.judge.QualityTest} for the
 * judging, {@code org.lumiwatch.monitor.Monitor} for the loop. This package knows no room.
 */
@NullMarked
package org.lumiwatch;

import org.jspecify.annotations.NullMarked;
