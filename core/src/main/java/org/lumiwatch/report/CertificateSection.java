package org.lumiwatch.report;

import java.util.List;
import java.util.stream.Collectors;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.CertifiedRange;
import org.lumiwatch.certify.LuminosityBalance;
import org.lumiwatch.certify.Outcome;

/** What of the data is good, what was lost and why. */
final class CertificateSection {
    private static final int LONGEST_EXCERPT = 600;
    private static final int MOST_RANGES = 40;

    private CertificateSection() {}

    static String html(Certificate certificate) {
        LuminosityBalance balance = certificate.luminosity();
        return """
                <section aria-labelledby="certificate"><h2 id="certificate">Certificate</h2>
                <div class="bar" role="img" aria-label="%s kept">%s</div>
                <p class="note">%s kept in %s, %s lost in %s%s.</p>
                %s%s
                <h3>Rules: %s</h3>
                <ul class="rules">%s</ul>
                <h3>Golden JSON</h3>
                <pre>%s</pre>
                </section>
                """.formatted(
                        Html.percent(balance.keptShare()),
                        bar(certificate),
                        luminosity(balance.kept()),
                        Html.count(balance.kept().lumisections(), "lumisection"),
                        luminosity(balance.lost()),
                        Html.count(balance.lost().lumisections(), "lumisection"),
                        balance.unknown() == 0
                                ? ""
                                : "; luminosity of " + Html.count(balance.unknown(), "lumisection") + " not known",
                        losses(balance),
                        rejected(certificate),
                        Html.text(certificate.rules().name()),
                        certificate.rules().text().stream()
                                .map(line -> "<li>" + Html.text(line) + "</li>")
                                .collect(Collectors.joining()),
                        Html.text(excerpt(certificate.golden())));
    }

    private static String bar(Certificate certificate) {
        double all = 0;
        for (Outcome outcome : Outcome.values()) {
            all += certificate.lumisections(outcome).count();
        }
        StringBuilder bar = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            double share = certificate.lumisections(outcome).count() / Math.max(1, all);
            if (share > 0) {
                bar.append("<span class=\"%s\" style=\"width:%s%%\" title=\"%s %s of lumisections\"></span>"
                        .formatted(outcome.label(), Html.number(100 * share, 3), outcome.label(), Html.percent(share)));
            }
        }
        return bar.toString();
    }

    private static String luminosity(LuminosityBalance.Share share) {
        return Html.number(share.perPicobarn(), 2) + "&nbsp;/pb";
    }

    private static String losses(LuminosityBalance balance) {
        if (balance.losses().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("""
                <div class="scroll"><table>
                <thead><tr><th>Lost to</th><th class="n">LS</th><th class="n">/pb</th>\
                <th class="n">LS by this alone</th><th class="n">/pb by this alone</th></tr></thead>
                <tbody>
                """);
        for (LuminosityBalance.Loss loss : balance.losses()) {
            html.append("<tr><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td class=\"n\">%d</td>"
                            .formatted(
                                    Html.text(loss.code()),
                                    loss.any().lumisections(),
                                    Html.number(loss.any().perPicobarn(), 2),
                                    loss.alone().lumisections())
                    + "<td class=\"n\">%s</td></tr>\n"
                            .formatted(Html.number(loss.alone().perPicobarn(), 2)));
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String rejected(Certificate certificate) {
        List<CertifiedRange> told = certificate.ranges().stream()
                .filter(range -> range.decision().outcome() != Outcome.GOOD
                        || !range.decision().tolerated().isEmpty())
                .toList();
        if (told.isEmpty()) {
            return "";
        }
        String items = told.stream()
                .limit(MOST_RANGES)
                .map(range -> "<li class=\"%s\">%s</li>"
                        .formatted(range.decision().outcome().label(), Html.text(range.text())))
                .collect(Collectors.joining("\n"));
        String rest = told.size() <= MOST_RANGES
                ? ""
                : "<li>… and %d more in the provenance file</li>".formatted(told.size() - MOST_RANGES);
        return "<details><summary>%s with a reason</summary><ul class=\"ranges\">%s%s</ul></details>\n"
                .formatted(Html.count(told.size(), "range"), items, rest);
    }

    private static String excerpt(String golden) {
        return golden.length() <= LONGEST_EXCERPT ? golden : golden.substring(0, LONGEST_EXCERPT) + "…";
    }
}
