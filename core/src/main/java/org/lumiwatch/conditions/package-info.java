/**
 * Non-event data: what is known of a lumisection besides its histograms.
 *
 * <p>Start at {@link Conditions}. A value that is not known is absent, never zero. Units are part of a quantity's type. This
 * room knows no histograms and no labels: DCS bits are kept apart from numbers so that nothing learns from them unseen.
 */
@NullMarked
package org.lumiwatch.conditions;

import org.jspecify.annotations.NullMarked;
