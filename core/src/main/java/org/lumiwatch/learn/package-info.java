/**
 * What may be learned from a judged lumisection, and what may not.
 *
 * <p>Start at {@link ContinualLearner}. Score first, learn after; cells under a finding are never learned. {@link Canaries} try what would be
 * found.
 */
@NullMarked
package org.lumiwatch.learn;

import org.jspecify.annotations.NullMarked;
