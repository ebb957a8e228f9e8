package org.lumiwatch.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.ledger.InputHash;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.State;

/** An examined lumisection as entries of the ledger. */
final class LedgerPages {
    private LedgerPages() {}

    static List<LedgerEntry> of(Examined examined, Map<ElementName, Lesson> lessons, Instant recorded) {
        return examined.parts().stream()
                .map(part -> entry(
                        part.judgement(), lessons.get(part.judgement().element().name()), recorded))
                .toList();
    }

    private static LedgerEntry entry(Judgement judgement, Lesson lesson, Instant recorded) {
        State state = State.GOOD;
        String reason = "";
        List<Finding> findings = List.of();
        switch (judgement.verdict()) {
            case Verdict.Good good -> {}
            case Verdict.Bad(double significance, var found) -> {
                state = State.BAD;
                findings = found;
            }
            case Verdict.Undecided(Reason why) -> {
                state = State.UNDECIDED;
                reason = why.label() + ": " + why.headline();
            }
        }
        MonitorElement element = judgement.element();
        return new LedgerEntry(
                element.at(),
                element.name(),
                LedgerEntry.Pass.ONLINE,
                judgement.test(),
                judgement.threshold(),
                InputHash.of(element.histogram()),
                element.histogram().entries(),
                judgement.exposure(),
                judgement.significance(),
                judgement.calibration(),
                state,
                reason,
                findings,
                lesson.name(),
                recorded);
    }
}
