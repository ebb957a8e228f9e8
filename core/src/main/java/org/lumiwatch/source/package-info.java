/**
 * Where lumisections come from, and what was refused on the way in and why.
 *
 * <p>Start at {@link HistogramSource}. Every record read becomes exactly one {@link Delivery}: nothing is lost, a bad one is a
 * value and not a stop. This room knows no statistics.
 */
@NullMarked
package org.lumiwatch.source;

import org.jspecify.annotations.NullMarked;
