package org.lumiwatch.bench;

import java.util.List;
import org.lumiwatch.bench.protocol.DetectionLatency;
import org.lumiwatch.bench.protocol.EraChanges;
import org.lumiwatch.bench.protocol.FaultDiscovery;
import org.lumiwatch.bench.protocol.OperatorComparison;

/** The protocols there are. */
public final class Protocols {
    private Protocols() {}

    /** In the order of the documents. A new protocol is registered here and nowhere else. */
    public static List<Protocol<?>> all() {
        return List.of(
                FaultDiscovery.plain(),
                FaultDiscovery.subtle(),
                new DetectionLatency(),
                new EraChanges(),
                new OperatorComparison());
    }
}
