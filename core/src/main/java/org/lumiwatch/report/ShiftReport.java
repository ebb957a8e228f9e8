package org.lumiwatch.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.SensitivityJson;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.provenance.Provenance;

/**
 * One self-contained HTML file about some lumisections: the verdict, a strip with one cell per lumisection, the incidents by
 * impact with pictures, the certificate, and where it all came from. Same workspace, same bytes. Immutable.
 */
public final class ShiftReport {
    private final Subject subject;
    private final List<Incident> incidents;
    private final LumisectionStrip strip;
    private final IncidentPictures pictures;
    private final Map<ElementName, List<Sensitivity>> sensitivity;

    private ShiftReport(
            Subject subject,
            List<Incident> incidents,
            LumisectionStrip strip,
            IncidentPictures pictures,
            Map<ElementName, List<Sensitivity>> sensitivity) {
        this.subject = subject;
        this.incidents = incidents;
        this.strip = strip;
        this.pictures = pictures;
        this.sensitivity = sensitivity;
    }

    /**
     * What a report is about.
     *
     * @param title such as {@code Run 355100}
     * @param certificate drawn as the strip's first row, when there is one
     * @param truth of simulated data
     */
    public record Subject(
            String title,
            LumisectionSet lumisections,
            Optional<Certificate> certificate,
            Optional<TruthTable> truth,
            Provenance provenance) {}

    /** Gathers a report from what the workspace holds of the subject's lumisections. */
    public static ShiftReport of(Workspace workspace, Geometries geometries, Subject subject) {
        List<Incident> incidents = workspace.incidents().all().stream()
                .filter(incident -> touches(incident, subject.lumisections()))
                .sorted(BY_URGENCY)
                .toList();
        LumisectionStrip strip = LumisectionStrip.of(workspace, subject);
        return new ShiftReport(
                subject, incidents, strip, new IncidentPictures(workspace, geometries), SensitivityJson.of(workspace));
    }

    /** Open ones first, known ones last; then by what they cost, then by how sure they are. */
    private static final Comparator<Incident> BY_URGENCY = Comparator.comparingInt(ShiftReport::urgency)
            .thenComparing(Comparator.comparingDouble(ShiftReport::impact).reversed())
            .thenComparing(Comparator.comparingDouble(
                            (Incident incident) -> incident.worst().significance())
                    .reversed())
            .thenComparingLong(Incident::id);

    private static int urgency(Incident incident) {
        return switch (incident.status()) {
            case OPEN -> 0;
            case RECOVERED -> 1;
            case ACKNOWLEDGED -> 2;
        };
    }

    private static double impact(Incident incident) {
        return incident.worst().impact().cells() * incident.elements().size();
    }

    private static boolean touches(Incident incident, LumisectionSet lumisections) {
        return lumisections.inRuns(incident.onset().run(), incident.last().run()).stream()
                .anyMatch(id -> id.compareTo(incident.onset()) >= 0 && id.compareTo(incident.last()) <= 0);
    }

    /** The whole file. */
    public String html() {
        List<Incident> raised = incidents.stream()
                .filter(incident -> incident.status() != Incident.Status.ACKNOWLEDGED)
                .toList();
        String cards = raised.stream()
                .map(incident -> IncidentCard.html(incident, pictures.of(incident)))
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s
                <section aria-labelledby="strip"><h2 id="strip">Lumisection by lumisection</h2>
                %s</section>
                %s
                <section aria-labelledby="incidents"><h2 id="incidents">Incidents <span class="count">%d</span></h2>
                %s%s</section>
                %s</main>
                %s
                </body>
                </html>
                """.formatted(
                        Html.text(subject.title() + " — " + Headline.plain(incidents)),
                        style(),
                        Headline.html(subject, incidents),
                        strip.html(),
                        TruthSection.html(subject.truth()),
                        raised.size(),
                        cards.isEmpty() ? "<p class=\"calm\">Nothing was raised in these lumisections.</p>\n" : cards,
                        KnownSection.html(incidents) + SensitivitySection.html(sensitivity),
                        subject.certificate().map(CertificateSection::html).orElse(""),
                        Footer.html(subject));
    }

    /**
     * Writes the file.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(
                ShiftReport.class.getResourceAsStream("report.css"), "report.css: absent (expected: in the jar)")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "report on %s: %s", subject.title(), Headline.plain(incidents));
    }
}
