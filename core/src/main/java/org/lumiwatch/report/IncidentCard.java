package org.lumiwatch.report;

import java.util.stream.Collectors;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;

/** One incident: what, where, since when, how sure, what it looks like. */
final class IncidentCard {
    private IncidentCard() {}

    static String html(Incident incident, String picture) {
        Finding finding = incident.worst();
        boolean over = incident.status() == Incident.Status.RECOVERED;
        return """
                <article class="card %s" id="incident-%d">
                <div class="head"><h3>%s</h3><span class="badge %s">%s</span></div>
                <p class="where">%s</p>
                <p>%s%s</p>
                <ol class="life">%s</ol>
                <dl class="facts">
                <div><dt>How sure</dt><dd>%s</dd></div>
                <div><dt>Impact</dt><dd>%s of the element’s live cells, %s of its entries</dd></div>
                <div><dt>Incident</dt><dd>%d%s</dd></div>
                </dl>
                %s%s</article>
                """.formatted(
                        over ? "over" : "open",
                        incident.id(),
                        Html.text(Words.what(finding)),
                        over ? "recovered" : "now",
                        status(incident),
                        Html.text(Words.elements(incident)),
                        Html.text(Words.amount(finding)),
                        incident.note().isEmpty() ? "" : " <q>%s</q>".formatted(Html.text(incident.note())),
                        life(incident),
                        Html.text(Words.sure(finding.significance())),
                        Html.percent(finding.impact().cells()),
                        Html.percent(finding.impact().entries()),
                        incident.id(),
                        incident.intermittent() ? ", comes and goes" : "",
                        picture,
                        elements(incident));
    }

    private static String status(Incident incident) {
        return switch (incident.status()) {
            case OPEN -> "open";
            case ACKNOWLEDGED -> "acknowledged";
            case RECOVERED -> "recovered";
        };
    }

    private static String life(Incident incident) {
        StringBuilder life = new StringBuilder(step("Onset", incident.onset(), ""));
        int late = incident.raised().run() == incident.onset().run()
                ? incident.raised().number() - incident.onset().number()
                : 0;
        life.append(step("Raised", incident.raised(), late == 0 ? "at once" : late + " LS later"));
        incident.recovery()
                .ifPresentOrElse(
                        recovered -> life.append(step(
                                "Recovered", recovered, "after " + Words.duration(incident.onset(), incident.last()))),
                        () -> life.append(step(
                                "Last seen",
                                incident.last(),
                                "lasting " + Words.duration(incident.onset(), incident.last()))));
        return life.toString();
    }

    private static String step(String name, LumisectionId at, String remark) {
        return "<li><b>%s</b> <span>LS %d</span> <small>run %d%s</small></li>"
                .formatted(name, at.number(), at.run(), remark.isEmpty() ? "" : " · " + Html.text(remark));
    }

    private static String elements(Incident incident) {
        if (incident.elements().size() == 1) {
            return "";
        }
        return "<details><summary>Seen in %d elements</summary><ul>%s</ul></details>\n"
                .formatted(
                        incident.elements().size(),
                        incident.elements().stream()
                                .map(ElementName::path)
                                .map(path -> "<li>" + Html.text(path) + "</li>")
                                .collect(Collectors.joining()));
    }
}
