package org.lumiwatch.monitor;

import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.Incident;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings, incidents and alarms as JSON objects; the field names are those of the command line's output. */
public final class IncidentJson {
    private static final ObjectMapper MAPPER = JsonMapper.shared();

    private IncidentJson() {}

    /** An alarm on one line: {@code occasion}, {@code headline} and the incident's own fields. */
    public static String line(IncidentChange alarm) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("occasion", alarm.occasion().name().toLowerCase(java.util.Locale.ROOT));
        node.put("headline", alarm.headline());
        node.setAll(of(alarm.incident()));
        return node.toString();
    }

    public static ObjectNode of(Incident incident) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("incident", incident.id());
        node.put("status", incident.status().name().toLowerCase(java.util.Locale.ROOT));
        node.put("intermittent", incident.intermittent());
        node.put("element", incident.elements().getFirst().path());
        ArrayNode elements = node.putArray("elements");
        for (ElementName element : incident.elements()) {
            elements.add(element.path());
        }
        node.put("onset", incident.onset().toString());
        node.put("raised", incident.raised().toString());
        node.put("last", incident.last().toString());
        incident.recovery().ifPresent(id -> node.put("recovered", id.toString()));
        node.setAll(of(incident.worst(), incident.worst().box().z1() > 0 ? 3 : 2));
        node.put("note", incident.note());
        return node;
    }

    /**
     * {@code kind, factor, box [x0, y0, x1, y1], group, impact, significance, since}; with three dimensions the box is
     * {@code [x0, y0, x1, y1, z0, z1]}.
     */
    public static ObjectNode of(Finding finding, int dimensions) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("kind", finding.kind().label());
        node.put("factor", rounded(finding.factor()));
        Box box = finding.box();
        ArrayNode bounds =
                node.putArray("box").add(box.x0()).add(box.y0()).add(box.x1()).add(box.y1());
        if (dimensions == 3) {
            bounds.add(box.z0()).add(box.z1());
        }
        node.put("group", finding.group());
        node.put(
                "impact",
                rounded(Math.max(finding.impact().cells(), finding.impact().entries())));
        node.put("significance", rounded(finding.significance()));
        node.put("since", finding.since().toString());
        return node;
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : Double.MAX_VALUE;
    }
}
