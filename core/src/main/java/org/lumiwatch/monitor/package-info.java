/**
 * The live loop: a lumisection comes in, is judged, kept, learned from; incidents open and close, alarms go out.
 *
 * <p>Start at {@link Monitor}; without a workspace, at {@link Examination}. A sink that is down, or a bad histogram, never stops
 * the loop. This room computes no score itself.
 */
@NullMarked
package org.lumiwatch.monitor;

import org.jspecify.annotations.NullMarked;
