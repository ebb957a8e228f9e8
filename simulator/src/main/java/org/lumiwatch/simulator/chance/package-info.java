/**
 * Chance that is the same on every machine: one named stream of random numbers for each purpose, and exact samplers.
 *
 * <p>Start at {@link Chance}. Only IEEE arithmetic and {@link StrictMath} are used, so equal seeds give equal bytes everywhere.
 * This room knows no detector.
 */
@NullMarked
package org.lumiwatch.simulator.chance;

import org.jspecify.annotations.NullMarked;
