package org.lumiwatch.report;

import java.util.List;
import org.lumiwatch.ledger.Incident;

/** What somebody acknowledged, or was there from the start: folded away, a line each. */
final class KnownSection {
    private KnownSection() {}

    static String html(List<Incident> incidents) {
        List<Incident> known = incidents.stream()
                .filter(incident -> incident.status() == Incident.Status.ACKNOWLEDGED)
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        for (Incident incident : known) {
            lines.append("<li>%s in %s, since LS %d of run %d%s</li>\n"
                    .formatted(
                            Html.text(Words.what(incident.worst())),
                            Html.text(Words.elements(incident)),
                            incident.onset().number(),
                            incident.onset().run(),
                            incident.note().isEmpty() ? "" : ": " + Html.text(incident.note())));
        }
        return """
                <details class="known"><summary>%s known: acknowledged, or there from the start. They do not alarm.</summary>
                <ul>
                %s</ul></details>
                """.formatted(Html.count(known.size(), "incident"), lines);
    }
}
