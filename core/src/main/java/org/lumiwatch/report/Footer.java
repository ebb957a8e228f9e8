package org.lumiwatch.report;

import org.lumiwatch.provenance.Provenance;

/** Where the report came from. */
final class Footer {
    private Footer() {}

    static String html(ShiftReport.Subject subject) {
        Provenance provenance = subject.provenance();
        StringBuilder html = new StringBuilder("<footer>\n<p>Made by Lumiwatch %s on Java %d%s.</p>\n<dl>\n"
                .formatted(
                        Html.text(provenance.codeVersion()),
                        provenance.javaVersion(),
                        provenance.seed() == 0 ? "" : ", seed " + provenance.seed()));
        provenance
                .inputs()
                .forEach((name, hash) -> html.append("<div><dt>%s</dt><dd><code>%s</code></dd></div>\n"
                        .formatted(Html.text(name), Html.text(hash))));
        provenance
                .options()
                .forEach((name, value) -> html.append(
                        "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.text(name), Html.text(value))));
        return html.append("</dl>\n</footer>").toString();
    }
}
