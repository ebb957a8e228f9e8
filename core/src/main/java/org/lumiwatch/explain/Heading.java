package org.lumiwatch.explain;

import java.awt.Color;
import java.util.List;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.explain.Sheet.Anchor;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Verdict;

/** The words of a picture: above it what is wrong, below it the findings by number. */
final class Heading {
    static final int HEIGHT = 118;
    static final int LISTED = 6;
    private static final int LINE = 21;
    private static final int MARGIN = 24;

    private final Judgement judgement;
    private final Wording wording;

    Heading(Judgement judgement, Wording wording) {
        this.judgement = judgement;
        this.wording = wording;
    }

    List<Finding> findings() {
        return judgement.verdict() instanceof Verdict.Bad bad ? bad.findings() : List.of();
    }

    int listHeight() {
        int lines = Math.min(findings().size(), LISTED) + (findings().size() > LISTED ? 1 : 0);
        return lines * LINE + 14;
    }

    void drawAbove(Sheet sheet, int width) {
        MonitorElement element = judgement.element();
        Color colour = switch (judgement.verdict()) {
            case Verdict.Good good -> Sheet.GOOD;
            case Verdict.Bad bad -> Sheet.BAD;
            case Verdict.Undecided undecided -> Sheet.UNDECIDED;
        };
        String title = sheet.fitted(title(), width - 2 * MARGIN, Sheet.bold(24));
        sheet.text(title, MARGIN, 38, Anchor.START, Sheet.bold(24), colour);
        sheet.text(
                sheet.fitted(detail(), width - 2 * MARGIN, Sheet.bold(17)),
                MARGIN,
                66,
                Anchor.START,
                Sheet.bold(17),
                Sheet.INK);
        String where = "%s · run %d, lumisection %d · %s"
                .formatted(element.name(), element.at().run(), element.at().number(), judgement.test());
        sheet.text(
                sheet.fitted(where, width - 2 * MARGIN, Sheet.plain(15)),
                MARGIN,
                91,
                Anchor.START,
                Sheet.plain(15),
                Sheet.FAINT);
    }

    private String title() {
        return switch (judgement.verdict()) {
            case Verdict.Good good -> "Good: as expected";
            case Verdict.Undecided(var reason) -> "Undecided: " + reason.headline();
            case Verdict.Bad(double significance, List<Finding> findings) -> {
                Finding worst = findings.getFirst();
                String more = findings.size() == 1 ? "" : " – and %d more".formatted(findings.size() - 1);
                yield "Bad: " + wording.place(worst) + " " + wording.condition(worst) + more;
            }
        };
    }

    private String detail() {
        return switch (judgement.verdict()) {
            case Verdict.Good good ->
                "%,.0f counts; the strangest place is there %s"
                        .formatted(judgement.element().histogram().sum(), Wording.chance(good.significance()));
            case Verdict.Undecided undecided -> "not judged, which is not the same as good";
            case Verdict.Bad(double significance, List<Finding> findings) ->
                wording.counts(findings.getFirst()) + ", since lumisection "
                        + findings.getFirst().since().number();
        };
    }

    void drawBelow(Sheet sheet, int top, int width) {
        List<Finding> findings = findings();
        for (int i = 0; i < Math.min(findings.size(), LISTED); i++) {
            double y = top + i * LINE;
            sheet.number(i + 1, MARGIN + 9, y);
            String line = wording.sentence(findings.get(i)) + "; " + wording.weight(findings.get(i));
            sheet.text(
                    sheet.fitted(line, width - 2 * MARGIN - 28, Sheet.plain(15)),
                    MARGIN + 28,
                    y + 5,
                    Anchor.START,
                    Sheet.plain(15),
                    Sheet.INK);
        }
        if (findings.size() > LISTED) {
            String rest = "and %d more, outlined".formatted(findings.size() - LISTED);
            sheet.text(rest, MARGIN + 28, top + LISTED * LINE + 5, Anchor.START, Sheet.plain(15), Sheet.FAINT);
        }
    }
}
