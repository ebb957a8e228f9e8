/**
 * Monitor elements, and the geometry that says which of their cells exist and belong together.
 *
 * <p>Start at {@link MonitorElement}. "Zero" is not "dead" where nothing is instrumented: a geometry's mask decides. This
 * room knows no files and no statistics.
 */
@NullMarked
package org.lumiwatch.element;

import org.jspecify.annotations.NullMarked;
