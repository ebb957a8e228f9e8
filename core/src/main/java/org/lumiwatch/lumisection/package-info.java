/**
 * Runs and lumisections: identity, order, sets and their algebra.
 *
 * <p>Start at {@link LumisectionSet}. A set is always sorted and compact: no empty run, no touching ranges. This room knows
 * nothing of what happened in a lumisection.
 */
@NullMarked
package org.lumiwatch.lumisection;

import org.jspecify.annotations.NullMarked;
