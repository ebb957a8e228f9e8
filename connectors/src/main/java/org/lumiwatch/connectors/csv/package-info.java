/**
 * Comma-separated files: ML4DQM histograms in all dialects, DIALS tables, time series, scalars; and their writers.
 *
 * <p>Start at {@link CsvSource}. Rows stream through one buffer, so a file of any size costs the memory of its longest row, and
 * an unclosed quote costs one row. Columns that are not named in a dialect, labels such as {@code Json} and {@code DCSbit}
 * among them, are never looked at.
 */
@NullMarked
package org.lumiwatch.connectors.csv;

import org.jspecify.annotations.NullMarked;
