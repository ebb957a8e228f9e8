/**
 * Every score and verdict kept, incidents as records, and the interfaces of the stores that keep them.
 *
 * <p>Start at {@link Workspace}. Good lumisections are kept as well as bad ones: any flag can be recomputed. This room knows
 * no database.
 */
@NullMarked
package org.lumiwatch.ledger;

import org.jspecify.annotations.NullMarked;
