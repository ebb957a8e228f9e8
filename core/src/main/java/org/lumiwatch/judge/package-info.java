/**
 * Quality tests and their verdicts.
 *
 * <p>Start at {@link QualityTest}. One score direction everywhere: 0 is like the reference, more is more anomalous, never
 * NaN. Too few entries is undecided, never good. This room must not see labels.
 */
@NullMarked
package org.lumiwatch.judge;

import org.jspecify.annotations.NullMarked;
