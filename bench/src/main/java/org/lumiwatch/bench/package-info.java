/**
 * Protocols that measure how well Lumiwatch and its peers do, beside the physical limit, on the same stream in the same run.
 *
 * <p>Start at {@link Protocol}. Every lumisection is scored before it is learned, no threshold is tuned on what is being measured,
 * and equal seeds give equal reports. Nothing in Lumiwatch depends on this room but the command line.
 */
@NullMarked
package org.lumiwatch.bench;

import org.jspecify.annotations.NullMarked;
