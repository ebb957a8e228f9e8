/**
 * The workspace on disk: a folder with a DuckDB file and, for finished runs, Parquet files.
 *
 * <p>Start at {@link DuckWorkspace}. What was acknowledged survives a crash at any moment: every change is one transaction, and a
 * file becomes part of the workspace only by one. This room stores; it does not judge. No type of DuckDB leaves it.
 */
@NullMarked
package org.lumiwatch.archive;

import org.jspecify.annotations.NullMarked;
