package org.lumiwatch.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of rooms: who may use whom. Uses are transitive: a room may use what its line names and whatever those may use.
 * {@code provenance} and the root package (for {@code InvalidDataException}) are open to all.
 */
final class Rooms {
    private static final Map<String, List<String>> USES = new LinkedHashMap<>();

    static {
        USES.put("histogram", List.of());
        USES.put("lumisection", List.of());
        USES.put("provenance", List.of());
        USES.put("conditions", List.of("lumisection"));
        USES.put("element", List.of("histogram", "lumisection"));
        USES.put("source", List.of("element", "conditions"));
        USES.put("truth", List.of("lumisection"));
        USES.put("expect", List.of("element", "conditions"));
        USES.put("compare", List.of("expect"));
        USES.put("judge", List.of("compare"));
        USES.put("ledger", List.of("judge", "truth", "source"));
        USES.put("learn", List.of("judge", "truth"));
        USES.put("explain", List.of("ledger"));
        USES.put("evaluate", List.of("learn"));
        USES.put("certify", List.of("ledger"));
        USES.put("report", List.of("certify"));
        USES.put("monitor", List.of("learn", "explain", "evaluate"));
        USES.put("connectors", List.of("source", "truth"));
        USES.put("archive", List.of("ledger", "connectors"));
        USES.put("simulator", List.of("source", "evaluate"));
        USES.put("testkit", List.of("monitor", "simulator"));
        USES.put("neural", List.of("evaluate", "ledger"));
        USES.put("bench", List.of("monitor", "certify", "connectors", "archive", "simulator", "neural"));
        USES.put("cli", List.of("monitor", "report", "connectors", "archive", "simulator", "neural", "bench"));
    }

    /** Rooms that hold something as heavy as a library, and the libraries' packages. */
    static final Map<String, Set<String>> LIBRARIES = Map.of(
            "tools.jackson..",
            Set.of(
                    "element",
                    "truth",
                    "ledger",
                    "explain",
                    "evaluate",
                    "certify",
                    "monitor",
                    "connectors",
                    "archive",
                    "simulator",
                    "testkit",
                    "neural",
                    "bench",
                    "cli"),
            "org.duckdb..",
            Set.of("archive"),
            "io.jhdf..",
            Set.of("connectors"),
            "java.net.http..",
            Set.of("monitor"),
            "com.amazon.randomcutforest..",
            Set.of("bench"),
            "org.bytedeco..",
            Set.of("neural"),
            "ai.onnx..",
            Set.of("neural"),
            "ai.onnxruntime..",
            Set.of("neural"),
            "picocli..",
            Set.of("cli"),
            "me.tongfei..",
            Set.of("cli"));

    private Rooms() {}

    static Set<String> all() {
        return USES.keySet();
    }

    /** Everything a room may use, itself included. */
    static Set<String> allowed(String room) {
        Set<String> allowed = new TreeSet<>(Set.of(room, "provenance"));
        for (String used : USES.getOrDefault(room, List.of())) {
            allowed.addAll(allowed(used));
        }
        return allowed;
    }

    /** The table as a Mermaid picture. */
    static String picture() {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart BT\n");
        USES.forEach((room, uses) -> {
            if (uses.isEmpty()) {
                text.append("    ").append(room).append('\n');
            }
            uses.forEach(used -> text.append("    %s --> %s%n".formatted(room, used)));
        });
        return text.append("```\n").toString();
    }
}
