/**
 * Observation against expectation, in one currency: the likelihood of counts.
 *
 * <p>Start at {@link CountLikelihood}. For every hypothesis, the expected likelihood ratio under the null is one. This room must
 * not see labels.
 */
@NullMarked
package org.lumiwatch.compare;

import org.jspecify.annotations.NullMarked;
