package org.lumiwatch.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Sensitivity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What would be found, as kept in a workspace: {@code [{"element": "…", "fault": "cell ×0.5", "where": "quiet third", "tried": 48,
 * "found": {"1": 12, "3": 47, "6": 48, "12": 48}}]}, found within so many lumisections.
 */
public final class SensitivityJson {
    private static final String STATE = "sensitivity";
    private static final JsonMapper JSON = new JsonMapper();

    private SensitivityJson() {}

    /** Keeps it in place of what is there. */
    public static void keep(Workspace workspace, Map<ElementName, List<Sensitivity>> sensitivity) {
        workspace.putState(STATE, write(sensitivity).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What is kept; empty before the first trial. */
    public static SortedMap<ElementName, List<Sensitivity>> of(Workspace workspace) {
        byte[] state = workspace.state(STATE);
        SortedMap<ElementName, List<Sensitivity>> all = new TreeMap<>();
        if (state.length == 0) {
            return all;
        }
        try {
            for (JsonNode node : JSON.readTree(state).asArray()) {
                List<Integer> found = new ArrayList<>();
                for (int window : Sensitivity.WINDOWS) {
                    found.add(node.required("found")
                            .required(Integer.toString(window))
                            .intValue());
                }
                all.computeIfAbsent(new ElementName(node.required("element").stringValue()), name -> new ArrayList<>())
                        .add(new Sensitivity(
                                node.required("fault").stringValue(),
                                node.required("where").stringValue(),
                                node.required("tried").intValue(),
                                found));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidDataException(
                    "%s: sensitivity: %s (expected: what watch keeps); watch again"
                            .formatted(workspace.folder(), e.getMessage()),
                    e);
        }
        return all;
    }

    /** One JSON object for each element, fault and region. */
    public static ArrayNode write(Map<ElementName, List<Sensitivity>> sensitivity) {
        ArrayNode array = JSON.createArrayNode();
        sensitivity.forEach((name, list) -> list.forEach(one -> {
            ObjectNode node = array.addObject()
                    .put("element", name.path())
                    .put("fault", one.fault())
                    .put("where", one.where())
                    .put("tried", one.tried());
            ObjectNode found = node.putObject("found");
            for (int i = 0; i < Sensitivity.WINDOWS.size(); i++) {
                found.put(
                        Integer.toString(Sensitivity.WINDOWS.get(i)),
                        one.found().get(i));
            }
        }));
        return array;
    }
}
