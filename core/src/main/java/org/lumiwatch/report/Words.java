package org.lumiwatch.report;

import java.util.Locale;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;

/** An incident in the words of a shift crew. Plain text, to be escaped by whoever prints it. */
final class Words {
    private static final double SECONDS = 23.31;

    private static final int LONGEST_LABEL = 26;

    private Words() {}

    /** A path in the room of a label: the subsystem, and the end of the name, which tells elements apart. */
    static String shortened(String path) {
        int slash = path.indexOf('/');
        String subsystem = slash < 0 ? "" : path.substring(0, slash) + " · ";
        String last = path.substring(path.lastIndexOf('/') + 1);
        int room = Math.max(8, LONGEST_LABEL - subsystem.length());
        return subsystem + (last.length() <= room ? last : "…" + last.substring(last.length() - room + 1));
    }

    /** What is wrong, where: {@code EB+03 is dead}. */
    static String what(Finding finding) {
        return place(finding)
                + switch (finding.kind()) {
                    case DEAD -> " is dead";
                    case DEGRADED -> " sees only " + Math.round(100 * finding.factor()) + " %";
                    case HOT -> " is hot";
                    case NOISY -> " is noisy";
                    case SHAPE -> " has changed shape";
                    case GLOBAL -> " has changed as a whole";
                };
    }

    /** One sentence more about the amount. */
    static String amount(Finding finding) {
        return switch (finding.kind()) {
            case DEAD -> "It counts nothing, or next to nothing, where counts are expected.";
            case DEGRADED ->
                String.format(
                        Locale.ROOT,
                        "It counts %.0f %% of what is expected: %.0f %% of its signal is lost.",
                        100 * finding.factor(),
                        100 * (1 - finding.factor()));
            case HOT, NOISY ->
                Double.isInfinite(finding.factor())
                        ? "It counts where nothing is expected."
                        : String.format(Locale.ROOT, "It counts %.1f times what is expected.", finding.factor());
            case SHAPE -> "The distribution differs from its reference.";
            case GLOBAL ->
                String.format(
                        Locale.ROOT,
                        "Everything together counts %.0f %% of what events, pileup and luminosity call for.",
                        100 * finding.factor());
        };
    }

    /** Hardware group, or cells as a person would say them. */
    static String place(Finding finding) {
        if (!finding.group().isEmpty()) {
            return finding.group();
        }
        Box box = finding.box();
        return switch (finding.kind()) {
            case SHAPE -> "The distribution";
            case GLOBAL -> "The element";
            case DEAD, DEGRADED, HOT, NOISY ->
                box.cells() == 1
                        ? "Cell (%d, %d)".formatted(box.x0(), box.y0())
                        : "Cells (%d, %d) to (%d, %d)".formatted(box.x0(), box.y0(), box.x1(), box.y1());
        };
    }

    static String elements(Incident incident) {
        ElementName first = incident.elements().getFirst();
        int more = incident.elements().size() - 1;
        return first.path() + (more == 0 ? "" : more == 1 ? " and 1 more" : " and %d more".formatted(more));
    }

    /** How sure, in words and as odds. */
    static String sure(double significance) {
        String odds = significance < 6
                ? String.format(Locale.ROOT, "1 in %,.0f", Math.pow(10, significance))
                : "less than 1 in 10%s".formatted(superscript((int) significance));
        String word = significance >= 9
                ? "Certain"
                : significance >= 5 ? "Practically certain" : significance >= 3 ? "Likely" : "Possible";
        return word + ": by chance " + odds;
    }

    /** How long, from first to last, both included: {@code 40 LS, 16 min}. */
    static String duration(LumisectionId first, LumisectionId last) {
        if (first.run() != last.run()) {
            return "over several runs";
        }
        int lumisections = last.number() - first.number() + 1;
        double minutes = lumisections * SECONDS / 60;
        String time = minutes < 1.5
                ? Math.round(lumisections * SECONDS) + " s"
                : minutes < 120 ? Math.round(minutes) + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60);
        return lumisections + " LS, " + time;
    }

    private static String superscript(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
                .collect(java.util.stream.Collectors.joining());
    }
}
