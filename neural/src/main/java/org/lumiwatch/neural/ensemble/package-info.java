/**
 * Networks among Lumiwatch's own quality tests.
 *
 * <p>Start at {@link WeighedTest}: it asks several tests of one element and weighs them by the faults that each would have found. A network that
 * expects counts comes in by {@link NetworkExpectation}. No member can drag a good one below it by more than its share.
 */
@NullMarked
package org.lumiwatch.neural.ensemble;

import org.jspecify.annotations.NullMarked;
