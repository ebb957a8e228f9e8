/**
 * Contracts that every implementation passes, stores in memory, and random histograms for tests.
 *
 * <p>Start at {@link org.lumiwatch.testkit.QualityTestContract}. Tests of core that need this module live in its own
 * {@code src/test}, because it depends on core.
 */
@NullMarked
package org.lumiwatch.testkit;

import org.jspecify.annotations.NullMarked;
