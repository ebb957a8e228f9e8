package org.lumiwatch.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.Hindsight;
import org.lumiwatch.testkit.BarrelRun;
import org.lumiwatch.testkit.BarrelRun.Fault;
import org.lumiwatch.testkit.InMemoryWorkspace;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

class CertificationTest {
    private static final int RUN = 355100;
    private static final Instant MONDAY = Instant.parse("2024-05-06T10:00:00Z");
    private static final Box SUPERMODULE = Box.of(8, 17, 11, 33);
    private static final Fault DEAD_SUPERMODULE = new Fault(SUPERMODULE, "EB+03", 0, 60, 99);

    private static Workspace workspace(int lumisections, Fault... faults) {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, lumisections, List.of(faults)).into(workspace, 17);
        new Hindsight(workspace, Geometries.builtIn(), InstantSource.fixed(MONDAY)).examine(RUN);
        return workspace;
    }

    private static Certificate certified(Workspace workspace, CertificationRules rules) {
        return new Certification(rules, "1.0").certify(workspace, Certification.Request.runs(workspace, RUN, RUN + 9));
    }

    private static Certificate certified(Workspace workspace) {
        return certified(workspace, CertificationRules.standard());
    }

    private static LumisectionSet ls(int first, int last) {
        return LumisectionSet.ofRanges(Map.of(RUN, List.of(new LumisectionRange(first, last))));
    }

    private static CertificationRules requiring(String bit) {
        CertificationRules standard = CertificationRules.standard();
        return new CertificationRules(
                "bits",
                new CertificationRules.Requirements(
                        new TreeSet<>(List.of(bit)), List.of(ElementGlob.of("*")), new TreeSet<>(), 0),
                standard.tolerance(),
                standard.unknowns(),
                standard.labelTrust());
    }

    private static CertificationRules tolerating(double impact, int groups) {
        CertificationRules standard = CertificationRules.standard();
        return new CertificationRules(
                "lenient",
                standard.requirements(),
                new CertificationRules.Tolerance(impact, groups),
                standard.unknowns(),
                standard.labelTrust());
    }

    @Test
    void aDeadTowerOverAThousandLumisectionsCostsNone() {
        Certificate certificate = certified(workspace(1100, new Fault(Box.of(30, 12, 30, 12), "", 0, 51, 1050)));
        assertThat(certificate.lumisections(Outcome.GOOD)).isEqualTo(ls(1, 1100));
        assertThat(certificate.ranges())
                .filteredOn(range -> !range.decision().tolerated().isEmpty())
                .singleElement()
                .extracting(CertifiedRange::range)
                .isEqualTo(new LumisectionRange(51, 1050));
    }

    @Test
    void aDeadSupermoduleCostsExactlyItsLumisections() {
        Certificate certificate = certified(workspace(200, DEAD_SUPERMODULE));
        assertThat(certificate.lumisections(Outcome.BAD)).isEqualTo(ls(60, 99));
        assertThat(certificate.lumisections(Outcome.GOOD)).isEqualTo(ls(1, 200).minus(ls(60, 99)));
        assertThat(certificate.luminosity().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.code()).isEqualTo("fault:dead");
            assertThat(loss.any().lumisections()).isEqualTo(40);
        });
    }

    @Test
    void manySmallFaultsTogetherAreTooMuch() {
        Fault[] towers = new Fault[30];
        for (int i = 0; i < towers.length; i++) {
            towers[i] = new Fault(Box.of(2 * i, 8, 2 * i, 8), "", 0, 20, 39);
        }
        assertThat(certified(workspace(60, towers)).lumisections(Outcome.BAD)).isEqualTo(ls(20, 39));
    }

    @Test
    void whatWasNeverExaminedIsUndecidedNotGood() {
        Workspace workspace = workspace(20);
        LumisectionId late = new LumisectionId(RUN, 25);
        workspace.add(new Conditions(List.of(LumisectionConditions.unknown(late)), List.of()));
        Certificate certificate = certified(workspace);
        assertThat(certificate.lumisections(Outcome.UNDECIDED)).isEqualTo(LumisectionSet.of(List.of(late)));
        assertThat(certificate.coverage().neverExamined()).isEqualTo(LumisectionSet.of(List.of(late)));
        assertThat(certificate.ranges().getLast().decision().causes())
                .extracting(Cause::code)
                .containsExactly("notScored");
    }

    @Test
    void aRequiredBitThatIsOffIsBadAndOneNotKnownIsUndecided() {
        Workspace workspace = workspace(20);
        workspace.add(new Conditions(
                List.of(new LumisectionConditions(new LumisectionId(RUN, 7), Map.of(), Map.of("ebp_ready", false))),
                List.of()));
        assertThat(certified(workspace, requiring("ebp_ready")).lumisections(Outcome.BAD))
                .isEqualTo(ls(7, 7));
        assertThat(certified(workspace, requiring("moon_up")).lumisections(Outcome.UNDECIDED))
                .isEqualTo(ls(1, 20));
    }

    @Test
    void aTrustedLabelOverrulesTheVerdictAndAnUntrustedOneDoesNot() {
        Workspace workspace = workspace(200, DEAD_SUPERMODULE);
        workspace
                .labels()
                .add(List.of(
                        new Label(ls(60, 69), Quality.GOOD, "expert", 1, "ecal", MONDAY, "known, recovered offline"),
                        new Label(ls(70, 79), Quality.GOOD, "shift", 0.5, "shifter", MONDAY, ""),
                        new Label(ls(1, 5), Quality.BAD, "expert", 1, "ecal", MONDAY, "")));
        Certificate certificate = certified(workspace);
        assertThat(certificate.lumisections(Outcome.BAD)).isEqualTo(ls(70, 99).or(ls(1, 5)));
        assertThat(certificate.ranges().get(2).decision().causes())
                .extracting(Cause::code)
                .containsExactly("label:good", "fault:dead");
    }

    @Test
    void labelsCanBeTakenAsTheyWereKnownThen() {
        Workspace workspace = workspace(20);
        workspace.labels().add(List.of(new Label(ls(1, 5), Quality.BAD, "expert", 1, "ecal", MONDAY, "")));
        Certification.Request request = Certification.Request.runs(workspace, RUN, RUN);
        Certification certification = new Certification(CertificationRules.standard(), "1.0");
        assertThat(certification
                        .certify(workspace, request.asKnown(MONDAY.minusSeconds(1)))
                        .lumisections(Outcome.BAD))
                .isEqualTo(LumisectionSet.empty());
        assertThat(certification.certify(workspace, request.asKnown(MONDAY)).lumisections(Outcome.BAD))
                .isEqualTo(ls(1, 5));
    }

    @Test
    void withoutHindsightTheOnlineVerdictsCountAndTheCertificateSaysSo() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, 120, List.of(DEAD_SUPERMODULE)).into(workspace, 17);
        Certificate certificate = certified(workspace);
        assertThat(certificate.lumisections(Outcome.BAD)).isEqualTo(ls(62, 101));
        assertThat(certificate.coverage().online().count()).isEqualTo(120);
        assertThat(certificate.ranges())
                .allSatisfy(range -> assertThat(range.decision().basis()).isEqualTo(Basis.ONLINE));
    }

    @Test
    void otherRulesAreJustAnotherCallAndTheDifferenceIsTold() {
        Workspace workspace = workspace(200, DEAD_SUPERMODULE);
        Certificate strict = certified(workspace);
        CertificateDiff diff = CertificateDiff.between(strict, certified(workspace, tolerating(0.05, 1)));
        assertThat(diff.gained()).isEqualTo(ls(60, 99));
        assertThat(diff.lost().isEmpty()).isTrue();
        assertThat(diff.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.text())
                        .isEqualTo(
                                "355100: 60–99 bad (dead EB+03 in EcalBarrel/Occupancy/digis (occupancy/1)) → good"));
        assertThat(CertificateDiff.between(strict, strict).changes()).isEmpty();
    }

    @Test
    void aDifferenceNamesWhatOnlyOneCertificateCovers() {
        Workspace workspace = workspace(50);
        Certification certification = new Certification(CertificationRules.standard(), "1.0");
        Certificate some = certification.certify(workspace, new Certification.Request(ls(11, 20), Instant.MAX));
        CertificateDiff diff = CertificateDiff.between(some, certified(workspace));
        assertThat(diff.gained()).isEqualTo(ls(1, 50).minus(ls(11, 20)));
        assertThat(diff.changes())
                .extracting(CertificateDiff.Change::range)
                .containsExactly(new LumisectionRange(1, 10), new LumisectionRange(21, 50));
    }

    @Test
    void aRunThatRecordedTooLittleIsBad() {
        Workspace workspace = workspace(20);
        CertificationRules standard = CertificationRules.standard();
        CertificationRules rules = new CertificationRules(
                "luminosity",
                new CertificationRules.Requirements(new TreeSet<>(), List.of(), new TreeSet<>(), 2.5),
                standard.tolerance(),
                standard.unknowns(),
                standard.labelTrust());
        assertThat(certified(workspace, rules).lumisections(Outcome.BAD)).isEqualTo(ls(1, 20));
    }

    @Test
    void sameInputsSameBytes(@TempDir Path folder) throws Exception {
        Path first = certified(workspace(120, DEAD_SUPERMODULE)).write(folder.resolve("a.json"));
        byte[] sidecar = Files.readAllBytes(first);
        byte[] golden = Files.readAllBytes(folder.resolve("a.json"));
        certified(workspace(120, DEAD_SUPERMODULE)).write(folder.resolve("a.json"));
        assertThat(first).hasFileName("a.provenance.json").hasBinaryContent(sidecar);
        assertThat(folder.resolve("a.json")).hasBinaryContent(golden);
    }

    @Test
    void theGoldenFileHoldsGoodLumisectionsOnly(@TempDir Path folder) {
        certified(workspace(200, DEAD_SUPERMODULE)).write(folder.resolve("golden.json"));
        assertThat(GoldenJson.read(folder.resolve("golden.json")).lumisections())
                .isEqualTo(ls(1, 59).or(ls(100, 200)));
    }

    @Test
    void theSidecarTellsWhyByWhichRulesAndFromWhat() {
        String sidecar = certified(workspace(200, DEAD_SUPERMODULE)).sidecar("golden.json");
        assertThat(sidecar)
                .contains("\"golden\" : \"golden.json\"")
                .contains("dead EB+03 in EcalBarrel/Occupancy/digis (occupancy/1)")
                .contains("\"basis\" : \"hindsight\"")
                .contains("\"perPicobarnByThisAlone\" : 4.000000")
                .contains("findings on more than 1 % of an element's live cells")
                .contains("\"neverExamined\" : { }")
                .endsWith("}\n");
    }
}
