/**
 * The protocols, one class each.
 *
 * <p>Start at {@link Contenders}, who takes part, or at any protocol: {@link DetectionLatency} shows the pattern. A protocol draws
 * everything from its seed and sums up with intervals over seeds, faults or runs, whichever are the sample.
 */
@NullMarked
package org.lumiwatch.bench.protocol;

import org.jspecify.annotations.NullMarked;
