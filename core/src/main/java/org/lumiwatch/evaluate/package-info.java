/**
 * How well quality tests do: ranking, calibration, latency, forgetting.
 *
 * <p>Thresholds are never tuned on what is being evaluated. Splits are by run and in time order.
 */
@NullMarked
package org.lumiwatch.evaluate;

import org.jspecify.annotations.NullMarked;
