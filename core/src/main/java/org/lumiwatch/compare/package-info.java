/**
 * Observation against expectation, in one currency: the likelihood of counts.
 *
 * <p>Start at {@link RegionScan}, which explains a map, given any expectation, by the regions that deviate; {@link CountLikelihood}
 * weighs single hypotheses about single counts. Every likelihood ratio bounds a false-alarm chance: for a hypothesis fixed
 * beforehand its expectation under the null is one, for the best of a family exp(−ratio) bounds the tail. This room must not see
 * labels.
 */
@NullMarked
package org.lumiwatch.compare;

import org.jspecify.annotations.NullMarked;
