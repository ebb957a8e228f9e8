package org.lumiwatch.bench.contender;

import org.lumiwatch.element.Box;
import org.lumiwatch.judge.FindingKind;

/**
 * An alarm as the crew would hear it.
 *
 * @param raised place in the stream at which it went out
 * @param since place in the stream from which on the fault is said to be
 * @param box the region it names
 * @param group hardware group it names; empty when none
 */
public record Alarm(int raised, int since, FindingKind kind, Box box, String group) {}
