/**
 * What is measured of a quality test, as numbers that can be pooled: false discovery, ranking, false incidents, latency,
 * localisation, forgetting, calibration.
 *
 * <p>Start at {@link Interval}, {@link Proportion} and {@link Rate}: no figure goes without its 95 % interval, and where nothing was
 * seen, its upper limit. What is summed over trials has {@code plus}, which is commutative and associative, and an identity; so
 * trials may be pooled in any order. Everything is a record of numbers, texts, lists and maps, and may be kept as JSON. This room
 * knows no histograms, lumisections or truth: {@link org.lumiwatch.evaluate.TruthMatching} hands it counts.
 */
@NullMarked
package org.lumiwatch.evaluate.metric;

import org.jspecify.annotations.NullMarked;
