/**
 * Pages of the DIALS API, saved as JSON: v1, and the older form whose histograms name their lumisection by an id.
 *
 * <p>Start at {@link DialsPage}. Contents are {@code [y][x]}, without flow bins. Pages that belong together are read together:
 * an id is resolved from the lumisection pages of the same set, never guessed.
 */
@NullMarked
package org.lumiwatch.connectors.dials;

import org.jspecify.annotations.NullMarked;
