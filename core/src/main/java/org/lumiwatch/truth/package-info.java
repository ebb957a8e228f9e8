/**
 * What people and certification files say about lumisections.
 *
 * <p>Start at {@link GroundTruth}. A label is never deleted, only outweighed or withdrawn. {@code expect}, {@code compare}
 * and {@code judge} must not see this room: a label cannot leak into a score.
 */
@NullMarked
package org.lumiwatch.truth;

import org.jspecify.annotations.NullMarked;
