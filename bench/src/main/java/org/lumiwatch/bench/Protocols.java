package org.lumiwatch.bench;

import java.util.List;
import org.lumiwatch.bench.protocol.BarrelWithoutHistory;
import org.lumiwatch.bench.protocol.DetectionLatency;
import org.lumiwatch.bench.protocol.DriftAdaptation;
import org.lumiwatch.bench.protocol.FaultDiscovery;
import org.lumiwatch.bench.protocol.HcalRateStep;
import org.lumiwatch.bench.protocol.TrackerRanking;

/** The protocols there are. */
public final class Protocols {
    private Protocols() {}

    /** In the order of the documents. A new protocol is registered here and nowhere else. */
    public static List<Protocol<?>> all() {
        return List.of(
                FaultDiscovery.plain(),
                FaultDiscovery.subtle(),
                new DetectionLatency(),
                new DriftAdaptation(),
                new TrackerRanking(),
                new BarrelWithoutHistory(),
                new HcalRateStep());
    }
}
