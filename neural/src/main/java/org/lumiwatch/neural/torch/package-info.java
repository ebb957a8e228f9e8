/**
 * Training on libtorch.
 *
 * <p>Start at {@link Training}; {@link FleetTraining} trains thousands of small networks at once. The same samples, options and seed give the
 * same weights on one machine. No type of libtorch leaves this room.
 */
@NullMarked
package org.lumiwatch.neural.torch;

import org.jspecify.annotations.NullMarked;
