package org.lumiwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.TruthRecordJson;
import org.lumiwatch.simulator.Disordered;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.GroundTruth;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A simulated stream as files: {@code data/} with histograms as ML4DQM CSV, conditions as OMS lists and voltages, {@code truth.json},
 * labels when they are wanted, and {@code geometries.json} for elements that no built-in geometry fits.
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
            Quantity.START, "start_time",
            Quantity.CONFIGURATION, "configuration");

    Path data() {
        return folder.resolve("data");
    }

    Path truth() {
        return folder.resolve("truth.json");
    }

    Path geometries() {
        return folder.resolve("geometries.json");
    }

    Path labels() {
        return folder.resolve("labels.json");
    }

    /** What certifiers take for good when all labels are in. */
    Path golden() {
        return folder.resolve("golden.json");
    }

    /** Writes everything in the order of arrival, one lumisection at a time. */
    void write(Disordered arriving, Runnable step) {
        Simulation simulation = arriving.stream();
        try {
            Files.createDirectories(data());
            List<Integer> order = arriving.order();
            for (int first = 0; first < order.size(); first += CHUNK) {
                Path file = data().resolve("lumisections-%04d.csv".formatted(first + 1));
                try (Writer out = Files.newBufferedWriter(file)) {
                    LegacyCsvWriter writer = new LegacyCsvWriter(out);
                    for (int index : order.subList(first, Math.min(order.size(), first + CHUNK))) {
                        for (MonitorElement element :
                                arriving.missing(index) ? List.<MonitorElement>of() : simulation.lumisection(index)) {
                            writer.write(element);
                        }
                        step.run();
                    }
                }
            }
            writeSeries(simulation);
            Files.writeString(data().resolve("conditions.json"), conditions(simulation));
            Files.writeString(truth(), TruthRecordJson.write(arriving.truth()));
            Files.writeString(geometries(), org.lumiwatch.element.GeometryFile.text(simulation.geometries()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Voltages, where there are any. */
    private void writeSeries(Simulation simulation) throws IOException {
        List<String> lines = new ArrayList<>(List.of("time,channel,value,unit"));
        for (int index = 0; index < simulation.schedule().lumisections(); index++) {
            for (TimeSeries series : simulation.series(index)) {
                series.points()
                        .forEach((time, value) -> lines.add("%s,\"%s\",%s,%s"
                                .formatted(
                                        time,
                                        series.channel().name(),
                                        value,
                                        series.channel().unit())));
            }
        }
        if (lines.size() > 1) {
            Files.write(data().resolve("series.csv"), lines);
        }
    }

    void writeLabels(List<Label> labels) {
        try {
            Files.writeString(labels(), LabelVerb.json(labels).toPrettyString() + "\n");
            GoldenJson.write(new GroundTruth(labels).believed(Quality.GOOD, Instant.MAX), golden());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String conditions(Simulation simulation) {
        List<LumisectionConditions> all = new ArrayList<>();
        for (int index = 0; index < simulation.schedule().lumisections(); index++) {
            all.add(simulation.conditions(index));
        }
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode runs = root.putArray("run_number");
        ArrayNode numbers = root.putArray("lumisection_number");
        all.forEach(one -> {
            runs.add(one.id().run());
            numbers.add(one.id().number());
        });
        new TreeMap<>(COLUMNS).forEach((quantity, column) -> {
            if (all.stream().allMatch(one -> one.value(quantity).isEmpty())) {
                return;
            }
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
