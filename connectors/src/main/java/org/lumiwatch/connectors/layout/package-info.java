/**
 * How contents lie in a record: flat or nested, with or without flow bins, x or y fastest.
 *
 * <p>Start at {@link Layout}. Every decision is made from lengths and stated in words, never guessed in silence. This package
 * knows no file format.
 */
@NullMarked
package org.lumiwatch.connectors.layout;

import org.jspecify.annotations.NullMarked;
