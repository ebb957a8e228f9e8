/**
 * What others publish or run to judge cells of maps, written to be strong.
 *
 * <p>Start at {@link EwmaPulls}. Each says what it follows and where it departs from it, in its favour. Nothing here is tuned on what
 * is measured: what is chosen, is chosen on the history.
 */
@NullMarked
package org.lumiwatch.bench.baseline.cell;

import org.jspecify.annotations.NullMarked;
