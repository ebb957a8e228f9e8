package org.lumiwatch.report;

import java.util.List;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.Incident;

/** The first thing that is read, and for a tired shifter the last. */
final class Headline {
    private Headline() {}

    /** Without markup, for the window's title. */
    static String plain(List<Incident> incidents) {
        long open = open(incidents);
        return open == 0 ? "no open incident" : open == 1 ? "1 open incident" : open + " open incidents";
    }

    static String html(ShiftReport.Subject subject, List<Incident> incidents) {
        long open = open(incidents);
        String state = open > 0 ? "bad" : "good";
        return """
                <header class="verdict %s">
                <p class="subject">%s</p>
                <h1>%s</h1>
                %s%s</header>
                """.formatted(
                        state, Html.text(subject.title()), verdict(open), worst(incidents), tiles(subject, incidents));
    }

    private static String verdict(long open) {
        return open == 0 ? "No open incident" : Html.count(open, "open incident");
    }

    private static String worst(List<Incident> incidents) {
        if (incidents.isEmpty() || incidents.getFirst().status() == Incident.Status.ACKNOWLEDGED) {
            return "<p class=\"worst\">Nothing was raised that nobody knew of.</p>\n";
        }
        Incident incident = incidents.getFirst();
        Finding finding = incident.worst();
        if (incident.status() == Incident.Status.RECOVERED) {
            return "<p class=\"worst\">%s in all, recovered. The heaviest: %s, %s.</p>\n"
                    .formatted(
                            Html.count(incidents.size(), "incident"),
                            Html.text(Words.what(finding)),
                            Html.text(Words.duration(incident.onset(), incident.last())));
        }
        return """
                <p class="worst"><strong>%s</strong> in %s<br>since %s · %s</p>
                """.formatted(
                        Html.text(Words.what(finding)),
                        Html.text(Words.elements(incident)),
                        Html.text("LS " + incident.onset().number() + " of run "
                                + incident.onset().run()),
                        Html.text(Words.sure(finding.significance())));
    }

    private static String tiles(ShiftReport.Subject subject, List<Incident> incidents) {
        StringBuilder tiles = new StringBuilder("<dl class=\"tiles\">\n");
        tile(tiles, Html.whole(subject.lumisections().count()), "lumisections");
        long recovered = incidents.stream()
                .filter(incident -> incident.status() == Incident.Status.RECOVERED)
                .count();
        tile(tiles, Html.whole(recovered), "incidents recovered");
        subject.certificate().ifPresent(certificate -> {
            tile(tiles, Html.percent(certificate.luminosity().keptShare()), keptOf(certificate));
            long undecided = certificate.lumisections(Outcome.UNDECIDED).count();
            tile(tiles, Html.whole(undecided), "lumisections undecided");
        });
        subject.truth()
                .ifPresent(truth -> tile(
                        tiles,
                        "%d<small> of %d</small>"
                                .formatted(truth.found(), truth.rows().size()),
                        "faults found, " + Html.whole(truth.falseIncidents()) + " false"));
        return tiles.append("</dl>\n").toString();
    }

    private static String keptOf(Certificate certificate) {
        boolean known = certificate.luminosity().kept().perPicobarn()
                        + certificate.luminosity().lost().perPicobarn()
                > 0;
        return known ? "of luminosity certified good" : "of lumisections certified good";
    }

    private static void tile(StringBuilder tiles, String value, String label) {
        tiles.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(label, value));
    }

    private static long open(List<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> incident.status() == Incident.Status.OPEN)
                .count();
    }
}
