/**
 * Expectations: what a healthy detector would have shown.
 *
 * <p>Start at {@link Expectation}. No expectation sees the cell it predicts in the lumisection it predicts. This room must
 * not see labels.
 */
@NullMarked
package org.lumiwatch.expect;

import org.jspecify.annotations.NullMarked;
