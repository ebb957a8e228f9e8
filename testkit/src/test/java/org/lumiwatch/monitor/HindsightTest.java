package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.LedgerEntry.State;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.testkit.BarrelRun;
import org.lumiwatch.testkit.BarrelRun.Fault;
import org.lumiwatch.testkit.InMemoryWorkspace;

class HindsightTest {
    private static final int RUN = 355100;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-05-06T10:00:00Z"));
    private static final Box TOWER = Box.of(30, 12, 30, 12);
    private static final Box SUPERMODULE = Box.of(8, 17, 11, 33);

    private static List<RegionHistory> examined(Workspace workspace, int run) {
        return new Hindsight(workspace, Geometries.builtIn(), CLOCK).examine(run);
    }

    private static List<RegionHistory> examined(int lumisections, Fault... faults) {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, lumisections, List.of(faults)).into(workspace, 17);
        return examined(workspace, RUN);
    }

    private static LumisectionSet bad(Workspace workspace, Pass pass) {
        List<LumisectionId> bad = new ArrayList<>();
        workspace.ledger().read(ElementGlob.of("*"), workspace.ledger().judged(pass), pass, entry -> {
            if (entry.state() == State.BAD) {
                bad.add(entry.at());
            }
        });
        return LumisectionSet.of(bad);
    }

    @Test
    void theLatencyAtBothEndsIsUndone() {
        assertThat(examined(200, new Fault(SUPERMODULE, "EB+03", 0, 60, 99)))
                .singleElement()
                .satisfies(history -> assertThat(history.stretches())
                        .singleElement()
                        .satisfies(stretch -> {
                            assertThat(stretch.onset()).isEqualTo(new LumisectionId(RUN, 60));
                            assertThat(stretch.end()).isEqualTo(new LumisectionId(RUN, 99));
                            assertThat(stretch.finding().group()).isEqualTo("EB+03");
                        }));
    }

    @Test
    void edgesOfDeadAndHalvedTowersAreFoundWithinOneLumisection() {
        SplittableRandom random = new SplittableRandom(5);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int x = 2 + 7 * (i % 10);
            int y = 2 + 5 * (i / 10);
            int first = 10 + random.nextInt(150);
            faults.add(new Fault(Box.of(x, y, x, y), "", i % 2 == 0 ? 0 : 0.5, first, first + 8 + random.nextInt(60)));
        }
        List<RegionHistory> histories = examined(240, faults.toArray(Fault[]::new));
        long right = faults.stream()
                .filter(fault -> histories.stream().anyMatch(history -> isRight(history, fault)))
                .count();
        assertThat(right / 60.0).isGreaterThanOrEqualTo(0.95);
    }

    private static boolean isRight(RegionHistory history, Fault fault) {
        return history.online().box().equals(fault.box())
                && history.stretches().size() == 1
                && Math.abs(history.stretches().getFirst().onset().number() - fault.first()) <= 1
                && Math.abs(history.stretches().getFirst().end().number() - fault.last()) <= 1;
    }

    @Test
    void aFaultThatLastsTheWholeRunIsMeasuredAgainstEarlierRuns() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, 60, List.of()).into(workspace, 17);
        new BarrelRun(RUN + 1, 80, List.of(new Fault(TOWER, "", 0.5, 1, 80))).into(workspace, 17);
        assertThat(examined(workspace, RUN + 1))
                .singleElement()
                .satisfies(history -> assertThat(history.stretches())
                        .singleElement()
                        .satisfies(stretch -> {
                            assertThat(stretch.onset().number()).isEqualTo(1);
                            assertThat(stretch.end().number()).isEqualTo(80);
                            assertThat(stretch.finding().factor()).isCloseTo(0.5, within(0.05));
                        }));
    }

    @Test
    void withoutAnythingHealthyTheOnlineVerdictStands() {
        assertThat(examined(30, new Fault(TOWER, "", 0, 1, 30)))
                .singleElement()
                .satisfies(history -> assertThat(history.stretches())
                        .singleElement()
                        .extracting(
                                stretch -> stretch.onset().number(),
                                stretch -> stretch.end().number())
                        .containsExactly(1, 30));
    }

    @Test
    void aSuspicionThatDoesNotHoldIsWithdrawn() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, 120, List.of(new Fault(TOWER, "", 1, 40, 42))).into(workspace, 3);
        assertThat(examined(workspace, RUN))
                .singleElement()
                .satisfies(history -> assertThat(history.stretches()).isEmpty());
        assertThat(bad(workspace, Pass.ONLINE).count()).isEqualTo(3);
        assertThat(bad(workspace, Pass.HINDSIGHT).isEmpty()).isTrue();
    }

    @Test
    void onlineEntriesStayBesideThoseOfHindsight() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, 50, List.of(new Fault(SUPERMODULE, "EB+03", 0, 20, 29))).into(workspace, 3);
        examined(workspace, RUN);
        assertThat(bad(workspace, Pass.ONLINE).ranges(RUN).getFirst().first()).isEqualTo(22);
        assertThat(bad(workspace, Pass.HINDSIGHT).ranges(RUN).getFirst().first())
                .isEqualTo(20);
        assertThat(workspace.ledger().judged(Pass.HINDSIGHT))
                .isEqualTo(workspace.ledger().judged(Pass.ONLINE));
    }

    @Test
    void aTowerInsideADeadSupermoduleIsListedOnlyWhenItIsAlone() {
        Workspace workspace = new InMemoryWorkspace();
        Box inside = Box.of(9, 20, 9, 20);
        new BarrelRun(RUN, 120, List.of(new Fault(inside, "", 0, 10, 110), new Fault(SUPERMODULE, "EB+03", 0, 50, 69)))
                .into(workspace, 3);
        examined(workspace, RUN);
        assertThat(groups(workspace, 30)).containsExactly("");
        assertThat(groups(workspace, 60)).containsExactly("EB+03");
    }

    @Test
    void aBlockThatFailedEarlierIsNotBlamedForOneThatFailsAcrossIt() {
        Workspace workspace = new InMemoryWorkspace();
        Box earlier = Box.of(30, 20, 34, 24);
        Box later = Box.of(32, 19, 36, 23);
        new BarrelRun(RUN, 120, List.of(new Fault(earlier, "", 0.5, 20, 39), new Fault(later, "", 0, 80, 99)))
                .into(workspace, 3);
        assertThat(examined(workspace, RUN))
                .allSatisfy(history -> assertThat(history.stretches()).hasSize(1))
                .extracting(history -> history.online().box())
                .containsExactlyInAnyOrder(earlier, later);
        assertThat(groups(workspace, 90)).hasSize(1);
    }

    private static List<String> groups(Workspace workspace, int number) {
        List<String> groups = new ArrayList<>();
        LumisectionSet one = LumisectionSet.of(List.of(new LumisectionId(RUN, number)));
        workspace
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        one,
                        Pass.HINDSIGHT,
                        (LedgerEntry entry) -> entry.findings().forEach(finding -> groups.add(finding.group())));
        return groups;
    }

    @Test
    void examiningTwiceSaysTheSame() {
        Workspace workspace = new InMemoryWorkspace();
        new BarrelRun(RUN, 80, List.of(new Fault(TOWER, "", 0.5, 30, 59))).into(workspace, 9);
        assertThat(examined(workspace, RUN)).isEqualTo(examined(workspace, RUN));
    }
}
