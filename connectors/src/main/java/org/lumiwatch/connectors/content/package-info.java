/**
 * Bytes of outside data, and what to say when they are not what they should be.
 *
 * <p>Start at {@link Content}. Reading costs a fixed buffer, however large the input. This package knows no format.
 */
@NullMarked
package org.lumiwatch.connectors.content;

import org.jspecify.annotations.NullMarked;
