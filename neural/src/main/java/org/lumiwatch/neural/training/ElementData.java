package org.lumiwatch.neural.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.neural.ConditionInputs;
import org.lumiwatch.neural.Contents;

/**
 * Lumisections of some elements, read once from a workspace into a file and mapped from there: memory does not grow with them. Close it; the
 * file goes.
 */
public final class ElementData implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final Arena arena;
    private final Map<ElementName, Series> series;
    private final String digest;

    private ElementData(Path file, Arena arena, Map<ElementName, Series> series, String digest) {
        this.file = file;
        this.arena = arena;
        this.series = series;
        this.digest = digest;
    }

    /** One element's lumisections, rising. */
    public static final class Series implements Contents {
        private final int cells;
        private final List<LumisectionId> at = new ArrayList<>();
        private final List<Long> offsets = new ArrayList<>();
        private final List<Double> events = new ArrayList<>();
        private final List<float[]> conditions = new ArrayList<>();
        private final List<Axis> axes;
        private MemorySegment all = MemorySegment.NULL;

        private Series(List<Axis> axes, int cells) {
            this.axes = List.copyOf(axes);
            this.cells = cells;
        }

        /** Those before {@code index} only. */
        public Series before(int index) {
            Series earlier = new Series(axes, cells);
            earlier.at.addAll(at.subList(0, index));
            earlier.offsets.addAll(offsets.subList(0, index));
            earlier.events.addAll(events.subList(0, index));
            earlier.conditions.addAll(conditions.subList(0, index));
            earlier.all = all;
            return earlier;
        }

        /** Axes of the first lumisection. */
        public List<Axis> axes() {
            return axes;
        }

        public int cells() {
            return cells;
        }

        public LumisectionId at(int index) {
            return at.get(index);
        }

        @Override
        public int size() {
            return at.size();
        }

        @Override
        public void write(int index, float[] into, int from) {
            MemorySegment.copy(all, FLOAT, offsets.get(index), into, from, cells);
        }

        @Override
        public double most(int index) {
            return events.get(index);
        }

        /** What a network may be told of a lumisection, as {@link ConditionInputs}. */
        public float[] conditions(int index) {
            return conditions.get(index).clone();
        }

        /** Index of the first lumisection that examines: what comes before trains and validates. */
        public int firstExamined() {
            return firstAfter(EXAMINATION);
        }

        /** Index of the first lumisection of the runs that come after this share of all runs. */
        int firstAfter(double share) {
            List<Integer> runs = at.stream().map(LumisectionId::run).distinct().toList();
            if (runs.size() < FEW_RUNS) {
                // too few to split by: later lumisections of the same run are the next best
                return (int) (share * at.size());
            }
            int first = runs.get(Math.min((int) Math.round(share * runs.size()), runs.size() - 1));
            for (int i = 0; i < at.size(); i++) {
                if (at.get(i).run() >= first) {
                    return i;
                }
            }
            return at.size();
        }
    }

    /** Share of the runs before those that examine. */
    private static final double EXAMINATION = 0.85;

    /** Fewer runs cannot be split into three. */
    private static final int FEW_RUNS = 6;

    /** Reads all lumisections of {@code within} that are counts; others are left out, and so are histograms whose binning changed. */
    public static ElementData read(
            HistogramStore from, ElementGlob elements, LumisectionSet within, Conditions conditions) {
        try {
            Path file = Files.createTempFile("lumiwatch-training", ".f32");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<ElementName, Series> series = new TreeMap<>();
            long[] written = {0};
            try (DataOutputStream out = new DataOutputStream(
                    new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest))) {
                from.read(elements, within, element -> append(element, conditions, series, out, written));
            }
            Arena arena = Arena.ofShared();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, written[0], arena);
                series.values().forEach(one -> one.all = all);
            }
            return new ElementData(
                    file, arena, new LinkedHashMap<>(series), HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(
            MonitorElement element,
            Conditions conditions,
            Map<ElementName, Series> series,
            DataOutputStream out,
            long[] written) {
        int cells = element.histogram().cells();
        Series of = series.computeIfAbsent(
                element.name(), none -> new Series(element.histogram().axes(), cells));
        if (of.cells != cells
                || !element.histogram().isCounts()
                || element.histogram().sum() == 0) {
            return;
        }
        try {
            for (int cell = 0; cell < cells; cell++) {
                out.writeFloat((float) element.histogram().at(cell));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        of.at.add(element.at());
        of.offsets.add(written[0]);
        LumisectionConditions known = conditions.at(element.at());
        of.events.add(known.value(Quantity.EVENTS).orElse(Double.POSITIVE_INFINITY));
        of.conditions.add(ConditionInputs.of(known));
        written[0] += 4L * cells;
    }

    /** By element, sorted. */
    public Map<ElementName, Series> series() {
        return java.util.Collections.unmodifiableMap(series);
    }

    /** SHA-256 of all that was read. */
    public String digest() {
        return digest;
    }

    @Override
    public void close() {
        arena.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
