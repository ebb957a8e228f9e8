/**
 * What a result was made from, so that it can be made again.
 *
 * <p>Start at {@link Provenance}. Equal provenance means equal bytes. This room depends on the JDK only and is open to all.
 */
@NullMarked
package org.lumiwatch.provenance;

import org.jspecify.annotations.NullMarked;
