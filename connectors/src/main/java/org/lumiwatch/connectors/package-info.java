/**
 * Readers and writers of the formats of the field, behind one door.
 *
 * <p>Start at {@link Connectors}. What a file is, its content says and not its name; what is refused is a record, not a file.
 * This module knows no statistics and keeps nothing.
 */
@NullMarked
package org.lumiwatch.connectors;

import org.jspecify.annotations.NullMarked;
