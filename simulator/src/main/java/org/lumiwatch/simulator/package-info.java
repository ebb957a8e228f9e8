/**
 * Detectors that behave like real ones, with faults and a record of the truth.
 *
 * <p>Start at {@link Simulation}, or at {@link DemoFill} for a ready one. Any lumisection can be drawn without those before it:
 * equal seeds give equal bytes on any machine, and a fault changes nothing outside its cells and lumisections. This room must
 * not know how anything is judged.
 */
@NullMarked
package org.lumiwatch.simulator;

import org.jspecify.annotations.NullMarked;
