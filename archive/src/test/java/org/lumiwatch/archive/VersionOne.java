package org.lumiwatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.AuditEntry;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/** What is in the workspace of format 1 that the tests keep. Run once, by version 0.1.0, to write it; never again. */
final class VersionOne {
    private static final ElementName MAP = new ElementName("EcalBarrel/occupancy +");
    private static final LumisectionId FIRST = new LumisectionId(355_100, 17);
    private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.123456789Z");
    private static final Finding DEAD = new Finding(
            FindingKind.DEAD, 0.01, Box.of(0, 1, 1, 1), "EB+03", new Finding.Impact(0.25, 0.125), 12.5, FIRST);

    private VersionOne() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("version-one");
        try (DuckWorkspace workspace = DuckWorkspace.open(folder)) {
            fill(workspace);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])));
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    static void fill(Workspace workspace) {
        List<Axis> map = List.of(Axis.regular(2, 0, 72), new Axis.Variable(List.of(-17.0, 0.0, 17.0)));
        List<Axis> status = List.of(new Axis.Category(List.of("ok", "error")));
        workspace
                .histograms()
                .add(List.of(
                        new MonitorElement(MAP, FIRST, Histogram.of(map, 1, 2, 70_000, -0.0)),
                        new MonitorElement(
                                new ElementName("Status"),
                                FIRST,
                                Histogram.withFlow(status, new double[] {0.5, 1, 2, 1.0 / 3}, 4)),
                        new MonitorElement(MAP, new LumisectionId(355_100, 18), Histogram.of(map, 0, 0, 255, 1))));
        workspace.histograms().seal(355_100);
        workspace
                .histograms()
                .add(List.of(new MonitorElement(MAP, new LumisectionId(355_101, 1), Histogram.of(map, 5, 6, 7, 8))));
        workspace
                .ledger()
                .append(List.of(new LedgerEntry(
                        FIRST,
                        MAP,
                        LedgerEntry.Pass.ONLINE,
                        new TestId("occupancy", 1),
                        4.5,
                        "00ff",
                        70_003,
                        Double.NaN,
                        12.5,
                        Calibration.THEORY,
                        LedgerEntry.State.BAD,
                        "",
                        List.of(DEAD),
                        "HEALTHY_CELLS",
                        TIME)));
        workspace
                .incidents()
                .put(new Incident(
                        1, FIRST, FIRST, FIRST, null, List.of(MAP), DEAD, Incident.Status.OPEN, false, "seen"));
        workspace
                .labels()
                .add(List.of(new Label(
                        LumisectionSet.of(List.of(FIRST)), Quality.BAD, "shifter", 0.9, "ana", TIME, "dead")));
        workspace.add(new Conditions(
                List.of(new LumisectionConditions(FIRST, Map.of(Quantity.PILEUP, 40.5), Map.of("ebp_ready", true))),
                List.of(new TimeSeries(new Quantity("HV", "V"), Map.of(TIME, 300.0)))));
        workspace.quarantine(List.of(new Delivery.Rejected(new Origin("a.csv", 3), "3 cells", "1,2,3")));
        workspace.putState("memory", new byte[] {1, 2, 3});
        workspace.audit(new AuditEntry(TIME, "ana", "lumiwatch import a.csv"));
    }
}
