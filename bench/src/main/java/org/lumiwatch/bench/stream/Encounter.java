package org.lumiwatch.bench.stream;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.judge.FindingKind;

/**
 * What became of one fault with one watcher.
 *
 * @param faultClass label of its class
 * @param latency lumisections from onset to the first alarm that touches it while it lasts, 1 for the first lumisection; 0 when none
 * @param lasting lumisections that the fault lasted
 * @param overlap intersection over union of that alarm's box
 * @param named whether that alarm gave the right kind
 */
public record Encounter(String faultClass, int latency, int lasting, double overlap, boolean named) {
    /** Lumisections after a fault's end in which alarms about it, and about its end, are not false. */
    public static final int GRACE = 8;

    public boolean found() {
        return latency > 0;
    }

    /** Encounters of all faults with one watcher's alarms. */
    public static List<Encounter> of(List<Placed> faults, List<Alarm> alarms) {
        List<Encounter> encounters = new ArrayList<>();
        for (Placed fault : faults) {
            Alarm first = alarms.stream()
                    .filter(alarm -> alarm.raised() >= fault.first() && alarm.raised() <= fault.last())
                    .filter(alarm -> mayTellOf(fault, alarm) && fault.touches(alarm.box()))
                    .findFirst()
                    .orElse(null);
            encounters.add(
                    first == null
                            ? new Encounter(fault.of().label(), 0, fault.of().lasting(), 0, false)
                            : new Encounter(
                                    fault.of().label(),
                                    first.raised() - fault.first() + 1,
                                    fault.of().lasting(),
                                    first.group().isEmpty() || !first.group().equals(fault.group())
                                            ? fault.overlap(first.box())
                                            : 1,
                                    first.kind() == kind(fault.of().factor())));
        }
        return encounters;
    }

    /** Alarms that are about no fault: raised at no time of it, nowhere near it, or of the whole map when the fault is not. */
    public static long strangers(List<Placed> faults, List<Alarm> alarms, int from) {
        return alarms.stream()
                .filter(alarm -> alarm.raised() >= from)
                .filter(alarm -> faults.stream()
                        .noneMatch(fault -> mayTellOf(fault, alarm)
                                && alarm.raised() >= fault.first()
                                && alarm.raised() <= fault.last() + GRACE
                                && fault.near(new Placed(fault.of(), List.of(alarm.box()), "", fault.first()), 1)))
                .count();
    }

    /** That the whole map had changed tells of no part of it. */
    private static boolean mayTellOf(Placed fault, Alarm alarm) {
        return alarm.kind() != FindingKind.GLOBAL || fault.overlap(alarm.box()) == 1;
    }

    private static FindingKind kind(double factor) {
        if (factor == 0) {
            return FindingKind.DEAD;
        }
        return factor < 1 ? FindingKind.DEGRADED : FindingKind.HOT;
    }
}
