package org.lumiwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.certify.Certification;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.Incident.Status;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.Hindsight;
import org.lumiwatch.provenance.Provenance;
import org.lumiwatch.testkit.BarrelRun;
import org.lumiwatch.testkit.BarrelRun.Fault;
import org.lumiwatch.testkit.InMemoryWorkspace;

class ShiftReportTest {
    private static final int RUN = 355100;
    private static final int LUMISECTIONS = 240;
    private static final Instant MONDAY = Instant.parse("2024-05-06T10:00:00Z");
    private static final Box SUPERMODULE = Box.of(8, 17, 11, 33);
    private static final Box TOWER = Box.of(50, 6, 50, 6);
    private static final ElementName EVIL =
            new ElementName("Tracker/<script>alert('x')</script>/charge \"on\" & off track");
    private static final String IMAGE_BEGINS = "data:image/png;base64,";

    private static LumisectionId ls(int number) {
        return new LumisectionId(RUN, number);
    }

    private static Finding finding(FindingKind kind, double factor, Box box, String group, double cells, int since) {
        return new Finding(kind, factor, box, group, new Finding.Impact(cells, cells), 41, ls(since));
    }

    /** A dead supermodule that recovered, a dead tower that lasts, and a distribution of evil name that is undecided at first. */
    private static Workspace workspace() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(
                        RUN,
                        LUMISECTIONS,
                        List.of(new Fault(SUPERMODULE, "EB+03", 0, 60, 99), new Fault(TOWER, "", 0, 150, LUMISECTIONS)))
                .into(workspace, 17);
        SplittableRandom random = new SplittableRandom(4);
        for (int number = 1; number <= LUMISECTIONS; number++) {
            if (number % 67 != 0) {
                addCharge(workspace, ls(number), random);
            }
        }
        new Hindsight(workspace, Geometries.builtIn(), InstantSource.fixed(MONDAY)).examine(RUN);
        Finding dead = finding(FindingKind.DEAD, 0, SUPERMODULE, "EB+03", 68 / 2448.0, 60);
        workspace
                .incidents()
                .put(new Incident(
                        1,
                        ls(60),
                        ls(62),
                        ls(99),
                        ls(101),
                        List.of(BarrelRun.ELEMENT),
                        dead,
                        Status.RECOVERED,
                        false,
                        ""));
        Finding tower = finding(FindingKind.DEAD, 0, TOWER, "", 1 / 2448.0, 150);
        workspace
                .incidents()
                .put(new Incident(
                        2,
                        ls(150),
                        ls(152),
                        ls(LUMISECTIONS),
                        null,
                        List.of(BarrelRun.ELEMENT),
                        tower,
                        Status.OPEN,
                        false,
                        "<b>expert called</b>"));
        Finding shape = finding(FindingKind.SHAPE, 1, Box.of(20, 0, 29, 0), "", 0.2, 180);
        workspace
                .incidents()
                .put(new Incident(
                        3, ls(180), ls(183), ls(LUMISECTIONS), null, List.of(EVIL), shape, Status.OPEN, true, ""));
        return workspace;
    }

    private static void addCharge(Workspace workspace, LumisectionId at, SplittableRandom random) {
        double[] counts = new double[50];
        for (int i = 0; i < 3000; i++) {
            double widened = at.number() >= 180 ? 6.5 : 5;
            int bin = (int) Math.round(22 + widened * random.nextGaussian());
            counts[Math.clamp(bin, 0, 49)]++;
        }
        Histogram histogram = Histogram.of(List.of(new Axis.Regular(50, 0, 100)), counts);
        workspace.histograms().add(List.of(new MonitorElement(EVIL, at, histogram)));
        boolean bad = at.number() >= 183;
        boolean undecided = at.number() < 15;
        workspace
                .ledger()
                .append(List.of(new LedgerEntry(
                        at,
                        EVIL,
                        LedgerEntry.Pass.ONLINE,
                        BarrelRun.TEST,
                        5,
                        "11",
                        3000,
                        1,
                        bad ? 12 : 0,
                        Calibration.THEORY,
                        bad ? LedgerEntry.State.BAD : undecided ? LedgerEntry.State.UNDECIDED : LedgerEntry.State.GOOD,
                        undecided ? "noReference: 3 learned, 15 needed" : "",
                        bad ? List.of(finding(FindingKind.SHAPE, 1, Box.of(20, 0, 29, 0), "", 0.2, 180)) : List.of(),
                        "",
                        MONDAY)));
    }

    private static ShiftReport report(Workspace workspace) {
        Certification.Request request = Certification.Request.runs(workspace, RUN, RUN);
        TruthTable truth = new TruthTable(
                List.of(
                        new TruthTable.Row("supermodule dead", "ECAL barrel EB+03", ls(60), ls(99), OptionalInt.of(3)),
                        new TruthTable.Row("slow loss <1 %/LS>", "HCAL depth 1", ls(20), ls(80), OptionalInt.empty())),
                0);
        return ShiftReport.of(
                workspace,
                Geometries.builtIn(),
                new ShiftReport.Subject(
                        "Run 355100",
                        request.lumisections(),
                        Optional.of(
                                new Certification(CertificationRules.standard(), "1.0").certify(workspace, request)),
                        Optional.of(truth),
                        new Provenance(Map.of("ledger", "ab12"), Map.of("source", "<simulated>"), 42, "1.0", 25)));
    }

    @Test
    void theVerdictStandsInTheTitleAndAtTheTop() {
        String html = report(workspace()).html();
        assertThat(html).contains("<title>Run 355100 — 2 open incidents</title>");
        assertThat(html).contains("<h1>2 open incidents</h1>");
        assertThat(html.indexOf("<h1>")).isLessThan(html.indexOf("<svg"));
    }

    @Test
    void nothingFromOutsideIsLoadedOrObeyed() {
        String html = report(workspace()).html();
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<b>expert")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("&lt;b&gt;expert called&lt;/b&gt;")
                .contains("slow loss &lt;1 %/LS&gt;")
                .contains("&lt;simulated&gt;");
        assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("@import");
        assertThat(Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(html).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.group(1)).startsWith(IMAGE_BEGINS));
    }

    @Test
    void openIncidentsComeFirstThenThoseOfLargerImpact() {
        String html = report(workspace()).html();
        assertThat(html.indexOf("id=\"incident-3\"")).isLessThan(html.indexOf("id=\"incident-2\""));
        assertThat(html.indexOf("id=\"incident-2\"")).isLessThan(html.indexOf("id=\"incident-1\""));
    }

    @Test
    void everyLumisectionHasAPlaceInTheStripAndGapsAreShown() {
        String html = report(workspace()).html();
        assertThat(html)
                .contains("viewBox=\"0 0 240 10\"")
                .contains("Run 355100, LS 60–99: bad — EB+03 is dead in digis")
                .contains("Run 355100, LS 150–240: fault below the certification limit — Cell (50, 6) is dead in digis")
                .contains("Run 355100, LS 67: not recorded")
                .contains("Run 355100, LS 1–14: undecided — noReference");
    }

    @Test
    void mapsShowObservedExpectedAndDeviationWithTheFindingOutlined() {
        String html = report(workspace()).html();
        assertThat(html.split(IMAGE_BEGINS, -1)).hasSize(1 + 6);
        assertThat(html).contains("<rect class=\"outline\" x=\"8\" y=\"0\" width=\"4\" height=\"17\"/>");
    }

    @Test
    void whatWasMissedIsSaidAsPlainlyAsWhatWasFound() {
        assertThat(report(workspace()).html())
                .contains("1 of 2 faults found, 0 false incidents")
                .contains("✗ missed");
    }

    @Test
    void anEmptyWorkspaceMakesAReport() {
        Workspace workspace = new InMemoryWorkspace();
        ShiftReport report = ShiftReport.of(
                workspace,
                Geometries.builtIn(),
                new ShiftReport.Subject(
                        "Nothing",
                        LumisectionSet.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Provenance(Map.of(), Map.of(), 0, "1.0", 25)));
        assertThat(report.html()).contains("<h1>No open incident</h1>").contains("No lumisection is recorded.");
    }

    @Test
    void sameWorkspaceSameBytes(@TempDir Path folder) throws IOException {
        report(workspace()).write(folder.resolve("report.html"));
        assertThat(Files.readString(folder.resolve("report.html")))
                .isEqualTo(report(workspace()).html());
    }
}
