/**
 * Streams with faults, and the walk of contenders along them.
 *
 * <p>Start at {@link Course}. All contenders of a course see the same lumisections; faults begin only when thresholds are set. This
 * room knows no method.
 */
@NullMarked
package org.lumiwatch.bench.stream;

import org.jspecify.annotations.NullMarked;
