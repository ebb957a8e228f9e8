/**
 * How well quality tests do: what they said, held against what was true.
 *
 * <p>Start at {@link Evaluation}, or at {@link TruthMatching}, which recounts alarms against a {@link TruthRecord} of what was put
 * into simulated data; figures are in {@link org.lumiwatch.evaluate.metric}. Thresholds are never tuned on what is being evaluated.
 * Splits are by run and in time order; labels reach learning, from earlier runs only, and never a score.
 */
@NullMarked
package org.lumiwatch.evaluate;

import org.jspecify.annotations.NullMarked;
