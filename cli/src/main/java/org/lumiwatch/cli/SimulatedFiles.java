package org.lumiwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.TruthRecordJson;
import org.lumiwatch.simulator.Simulation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A simulated fill as files: {@code data/} with histograms as ML4DQM CSV and conditions as OMS lists, {@code truth.json}, and
 * {@code geometries.json} for elements that no built-in geometry fits.
 */
record SimulatedFiles(Path folder) {
    /** Lumisections in one file. */
    private static final int CHUNK = 120;

    private static final Map<Quantity, String> COLUMNS = Map.of(
            Quantity.PILEUP, "pileup",
            Quantity.EVENTS, "events",
            Quantity.DELIVERED_LUMINOSITY, "delivered_lumi_per_lumisection",
            Quantity.RECORDED_LUMINOSITY, "recorded_lumi_per_lumisection",
            Quantity.FILL, "fill_number",
            Quantity.PRESCALE, "prescale_index",
            Quantity.START, "start_time");

    Path data() {
        return folder.resolve("data");
    }

    Path truth() {
        return folder.resolve("truth.json");
    }

    Path geometries() {
        return folder.resolve("geometries.json");
    }

    /** Writes everything, one lumisection at a time. */
    void write(Simulation simulation, Runnable step) {
        try {
            Files.createDirectories(data());
            int lumisections = simulation.schedule().lumisections();
            for (int first = 0; first < lumisections; first += CHUNK) {
                Path file = data().resolve("lumisections-%04d.csv".formatted(first + 1));
                try (Writer out = Files.newBufferedWriter(file)) {
                    LegacyCsvWriter writer = new LegacyCsvWriter(out);
                    for (int index = first; index < Math.min(lumisections, first + CHUNK); index++) {
                        for (MonitorElement element : simulation.lumisection(index)) {
                            writer.write(element);
                        }
                        step.run();
                    }
                }
            }
            Files.writeString(data().resolve("conditions.json"), conditions(simulation));
            Files.writeString(truth(), TruthRecordJson.write(simulation.truth()));
            Files.writeString(geometries(), org.lumiwatch.element.GeometryFile.text(simulation.geometries()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String conditions(Simulation simulation) {
        List<LumisectionConditions> all = new ArrayList<>();
        for (int index = 0; index < simulation.schedule().lumisections(); index++) {
            all.add(simulation.schedule().conditions(index));
        }
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode runs = root.putArray("run_number");
        ArrayNode numbers = root.putArray("lumisection_number");
        all.forEach(one -> {
            runs.add(one.id().run());
            numbers.add(one.id().number());
        });
        new TreeMap<>(COLUMNS).forEach((quantity, column) -> {
            ArrayNode values = root.putArray(column);
            all.forEach(one -> one.value(quantity).ifPresentOrElse(values::add, values::addNull));
        });
        all.stream()
                .flatMap(one -> one.bits().keySet().stream())
                .distinct()
                .sorted()
                .forEach(bit -> {
                    ArrayNode values = root.putArray(bit);
                    all.forEach(one -> one.bit(bit).ifPresentOrElse(values::add, values::addNull));
                });
        return root.toString();
    }
}
