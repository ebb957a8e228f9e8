/**
 * The report of a run: one HTML file that a tired shifter understands in five seconds and a certifier can file.
 *
 * <p>Start at {@link ShiftReport}. The file needs nothing from outside, and whatever a name or note holds is shown as text, never
 * obeyed. This room reads ledger, incidents, histograms and certificate; it decides nothing.
 */
@NullMarked
package org.lumiwatch.report;

import org.jspecify.annotations.NullMarked;
