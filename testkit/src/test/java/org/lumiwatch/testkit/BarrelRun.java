package org.lumiwatch.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One run of ECAL barrel maps (72 × 34 towers, clustered, luminosity falling by a third) with faults, and the verdicts an online
 * test would have given: late by two lumisections at both ends.
 */
public final class BarrelRun {
    /** Name of the only element. */
    public static final ElementName ELEMENT = new ElementName("EcalBarrel/Occupancy/digis");

    /** The test that judged. */
    public static final TestId TEST = new TestId("occupancy", 1);

    private static final int LATE = 2;
    private static final double FANO = 7.9;

    private final int run;
    private final int lumisections;
    private final List<Fault> faults;

    /** A fault and where it was; {@code group} empty when it is no hardware group. */
    public record Fault(Box box, String group, double factor, int first, int last) {}

    public BarrelRun(int run, int lumisections, List<Fault> faults) {
        this.run = run;
        this.lumisections = lumisections;
        this.faults = List.copyOf(faults);
    }

    /** Puts histograms, online verdicts and conditions (0.1 /pb and {@code ebp_ready} in every lumisection) into a workspace. */
    public void into(Workspace workspace, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] response = new double[72 * 34];
        for (int i = 0; i < response.length; i++) {
            response[i] = 299 * (1 + 0.05 * random.nextGaussian()) * (0.8 + 0.5 * Math.pow((i / 72 - 16.5) / 16.5, 2));
        }
        List<LumisectionConditions> conditions = new ArrayList<>();
        for (int number = 1; number <= lumisections; number++) {
            LumisectionId at = new LumisectionId(run, number);
            workspace.histograms().add(List.of(new MonitorElement(ELEMENT, at, drawn(response, number, random))));
            workspace.ledger().append(List.of(online(at)));
            conditions.add(new LumisectionConditions(
                    at, Map.of(Quantity.RECORDED_LUMINOSITY, 0.1), Map.of("ebp_ready", true)));
        }
        workspace.add(new Conditions(conditions, List.of()));
    }

    private Histogram drawn(double[] response, int number, SplittableRandom random) {
        double exposure = (1 - number / (3.0 * lumisections)) * (1 + 0.01 * random.nextGaussian());
        double[] counts = new double[response.length];
        for (int i = 0; i < counts.length; i++) {
            double mean = response[i] * exposure;
            double count = mean + Math.sqrt(FANO * mean) * random.nextGaussian();
            counts[i] = Math.max(0, Math.rint(count * efficiency(i % 72, i / 72, number)));
        }
        List<Axis> axes = List.of(new Axis.Regular(72, 1, 73), new Axis.Regular(34, -17, 17));
        return Histogram.of(axes, counts);
    }

    private double efficiency(int x, int y, int number) {
        double efficiency = 1;
        for (Fault fault : faults) {
            boolean acts = number >= fault.first()
                    && number <= fault.last()
                    && fault.box().contains(x, y, 0);
            efficiency *= acts ? fault.factor() : 1;
        }
        return efficiency;
    }

    private LedgerEntry online(LumisectionId at) {
        List<Finding> findings = faults.stream()
                .filter(fault -> at.number() >= fault.first() + LATE && at.number() <= fault.last() + LATE)
                .map(this::finding)
                .toList();
        double significance = findings.isEmpty() ? 0.5 : 30;
        return new LedgerEntry(
                at,
                ELEMENT,
                LedgerEntry.Pass.ONLINE,
                TEST,
                5,
                "00",
                1e6,
                1,
                significance,
                Calibration.EMPIRICAL,
                findings.isEmpty() ? LedgerEntry.State.GOOD : LedgerEntry.State.BAD,
                "",
                findings,
                "HEALTHY_CELLS",
                Instant.EPOCH);
    }

    private Finding finding(Fault fault) {
        double share = fault.box().cells() / (72.0 * 34);
        return new Finding(
                fault.factor() < 0.05 ? FindingKind.DEAD : FindingKind.DEGRADED,
                fault.factor(),
                fault.box(),
                fault.group(),
                new Finding.Impact(share, share),
                30,
                new LumisectionId(run, Math.min(lumisections, fault.first() + 1)));
    }
}
