/**
 * The live loop: a lumisection comes in, is judged, kept, learned from; incidents open and close, alarms go out.
 *
 * <p>A sink that is down, or a bad histogram, never stops the loop.
 */
@NullMarked
package org.lumiwatch.monitor;

import org.jspecify.annotations.NullMarked;
