/**
 * A finding in words and pictures.
 *
 * <p>Start at {@link Explanation}. Every explanation is made from the ledger's own evidence, never scored anew. This room decides nothing.
 */
@NullMarked
package org.lumiwatch.explain;

import org.jspecify.annotations.NullMarked;
