package org.lumiwatch.cli;

import org.lumiwatch.judge.Verdict;
import org.lumiwatch.monitor.Examined;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An examined lumisection on one line of JSON. */
final class VerdictJson {
    private VerdictJson() {}

    static ObjectNode of(Examined examined) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("run", examined.id().run());
        node.put("ls", examined.id().number());
        node.put("elements", examined.parts().size());
        switch (examined.verdict()) {
            case Verdict.Good(double significance) ->
                node.put("verdict", "good").put("significance", significance);
            case Verdict.Bad(double significance, var findings) -> {
                node.put("verdict", "bad").put("significance", significance);
                examined.worst()
                        .ifPresent(part -> node.put(
                                "element", part.judgement().element().name().path()));
                node.put("finding", findings.getFirst().headline());
            }
            case Verdict.Undecided(var reason) ->
                node.put("verdict", "undecided").put("reason", reason.label());
        }
        return node;
    }
}
