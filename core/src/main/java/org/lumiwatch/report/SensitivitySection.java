package org.lumiwatch.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Sensitivity;

/** What would have been found, as tried on copies of these lumisections; all regions of an element together. */
final class SensitivitySection {
    private SensitivitySection() {}

    static String html(Map<ElementName, List<Sensitivity>> sensitivity) {
        if (sensitivity.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        sensitivity.forEach((name, list) -> {
            SortedMap<String, Sensitivity> byFault = new TreeMap<>();
            list.forEach(one -> byFault.merge(one.fault(), one, Sensitivity::plus));
            byFault.values()
                    .forEach(one -> rows.append("<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>\n"
                            .formatted(
                                    Html.text(Words.shortened(name.path())),
                                    Html.text(one.fault()),
                                    Html.text(one.headline()))));
        });
        return """
                <details class="known"><summary>What would be found: faults put into copies of these lumisections.</summary>
                <div class="scroll"><table>
                <thead><tr><th>Where</th><th>Injected fault</th><th class="n">Found</th></tr></thead>
                <tbody>
                %s</tbody></table></div></details>
                """.formatted(rows);
    }
}
