package org.lumiwatch.report;

import java.util.Optional;

/** Faults found and missed, for simulated data. */
final class TruthSection {
    private TruthSection() {}

    static String html(Optional<TruthTable> truth) {
        return truth.map(TruthSection::table).orElse("");
    }

    private static String table(TruthTable truth) {
        StringBuilder html = new StringBuilder("""
                <section aria-labelledby="truth"><h2 id="truth">Against the truth</h2>
                <p class="note">These data are simulated. %d of %s found, %s.</p>
                <div class="scroll"><table>
                <thead><tr><th></th><th>Injected fault</th><th>Where</th><th class="n">Lumisections</th>\
                <th class="n">Raised after</th></tr></thead>
                <tbody>
                """.formatted(
                        truth.found(),
                        Html.count(truth.rows().size(), "fault"),
                        Html.count(truth.falseIncidents(), "false incident")));
        for (TruthTable.Row row : truth.rows()) {
            boolean found = row.latency().isPresent();
            html.append("""
                    <tr class="%s"><td>%s</td><td>%s</td><td>%s</td><td class="n">%s–%s</td><td class="n">%s</td></tr>
                    """.formatted(
                            found ? "found" : "missed",
                            found ? "<span class=\"ok\">✓ found</span>" : "<span class=\"no\">✗ missed</span>",
                            Html.text(row.what()),
                            Html.text(row.where()),
                            row.first().number(),
                            row.last().number(),
                            found ? row.latency().getAsInt() + " LS" : "–"));
        }
        return html.append("</tbody></table></div></section>\n").toString();
    }
}
