package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Size;

class RecordedDataTest {
    @Test
    void withoutTheDataNothingIsClaimed() {
        assertNothingShown(new TrackerRanking()
                .report(List.of(new TrackerRanking.Trial(List.of(), Map.of(), Map.of())), Size.FULL));
        assertNothingShown(new BarrelWithoutHistory()
                .report(
                        List.of(new BarrelWithoutHistory.Trial(Map.of(), new BarrelWithoutHistory.Tally(0, 0))),
                        Size.FULL));
        assertNothingShown(new HcalRateStep().report(List.of(new HcalRateStep.Trial(0, 0, 0, List.of())), Size.FULL));
    }

    private static void assertNothingShown(Report report) {
        assertThat(report.data()).isEqualTo(Report.Data.REAL);
        assertThat(report.targets())
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target.outcome()).isEqualTo(Target.Outcome.NOT_SHOWN));
        assertThat(report.notes()).allSatisfy(note -> assertThat(note).contains("absent"));
    }
}
