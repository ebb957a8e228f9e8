/**
 * Everybody who takes part in a protocol, seen alike: lumisections in, alarms or scores of cells out.
 *
 * <p>Start at {@link Watcher} for alarms and at {@link CellScorer} for scores. A contender sees counts and conditions and never the
 * truth; it scores before it learns.
 */
@NullMarked
package org.lumiwatch.bench.contender;

import org.jspecify.annotations.NullMarked;
