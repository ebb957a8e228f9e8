/**
 * The drifting one-dimensional element that the field compares its continual learners on (DINAMO, arXiv:2501.19237).
 *
 * <p>Start at {@link DriftToy}. Every run carries its truth, and equal seeds give equal runs on any machine. Drawn by the published
 * recipe, with harder variants; nothing in it follows a real subdetector, so no claim about one rests on it alone. This room must
 * not know how anything is judged.
 */
@NullMarked
package org.lumiwatch.simulator.toy;

import org.jspecify.annotations.NullMarked;
