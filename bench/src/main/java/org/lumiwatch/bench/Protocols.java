package org.lumiwatch.bench;

import java.util.List;
import org.lumiwatch.bench.protocol.Ablation;
import org.lumiwatch.bench.protocol.BarrelWithoutHistory;
import org.lumiwatch.bench.protocol.ChannelRecall;
import org.lumiwatch.bench.protocol.Cost;
import org.lumiwatch.bench.protocol.DetectionLatency;
import org.lumiwatch.bench.protocol.DriftAdaptation;
import org.lumiwatch.bench.protocol.EraChanges;
import org.lumiwatch.bench.protocol.ExpectationError;
import org.lumiwatch.bench.protocol.FaultDiscovery;
import org.lumiwatch.bench.protocol.GlobalFaults;
import org.lumiwatch.bench.protocol.HcalRateStep;
import org.lumiwatch.bench.protocol.HcalThreeClasses;
import org.lumiwatch.bench.protocol.HindsightCertification;
import org.lumiwatch.bench.protocol.MissingEnergyShapes;
import org.lumiwatch.bench.protocol.NetworkMembers;
import org.lumiwatch.bench.protocol.OperatorComparison;
import org.lumiwatch.bench.protocol.StatedRates;
import org.lumiwatch.bench.protocol.TrackerRanking;
import org.lumiwatch.bench.protocol.Transfer;

/** The protocols there are. */
public final class Protocols {
    private Protocols() {}

    /** In the order of the documents. A new protocol is registered here and nowhere else. */
    public static List<Protocol<?>> all() {
        return List.of(
                FaultDiscovery.plain(),
                FaultDiscovery.subtle(),
                new DetectionLatency(),
                new ChannelRecall(),
                HcalThreeClasses.simulated(),
                new MissingEnergyShapes(),
                new DriftAdaptation(),
                new EraChanges(),
                new Transfer(),
                new OperatorComparison(),
                new Cost(),
                new GlobalFaults(),
                new HindsightCertification(),
                new StatedRates(),
                new Ablation(),
                new ExpectationError(),
                new NetworkMembers(),
                new TrackerRanking(),
                new BarrelWithoutHistory(),
                new HcalRateStep(),
                HcalThreeClasses.recorded());
    }
}
