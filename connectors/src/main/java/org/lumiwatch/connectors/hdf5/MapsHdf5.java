package org.lumiwatch.connectors.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.layout.Values;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

/**
 * Every numeric dataset of two to four dimensions is an element named by its path: lumisection × x, × y × x, or × z × y × x. Axes
 * are bin numbers from 0, for the files state no others; HCAL depth maps have x = ieta (84) and y = iphi (72). Maps come
 * lumisection by lumisection, elements in the order of the file; record k is the k-th map.
 */
public final class MapsHdf5 implements HistogramSource {
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final long MOST_CELLS = 16_000_000;

    private final Content content;
    private final int run;
    private final int firstLumisection;

    private MapsHdf5(Content content, int run, int firstLumisection) {
        this.content = content;
        this.run = run;
        this.firstLumisection = firstLumisection;
    }

    public static boolean recognise(byte[] beginning) {
        return beginning.length >= MAGIC.length && Arrays.equals(beginning, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * A reader that numbers lumisections as {@code options} say.
     *
     * @throws InvalidDataException when no run is told, or this is no whole HDF5 file
     */
    public static MapsHdf5 open(Content content, ReadOptions options) {
        if (options.run().isEmpty()) {
            throw new InvalidDataException(
                    "%s: HDF5 maps without run and lumisection (expected: told by the user); add --run and --first-ls"
                            .formatted(content.name()));
        }
        try (HdfFile file = file(content)) {
            datasets(file);
        } catch (RuntimeException e) {
            throw new InvalidDataException(
                    "%s: HDF5 that cannot be read: %s; fetch it again"
                            .formatted(content.name(), Excerpt.of(String.valueOf(e.getMessage()))),
                    e);
        }
        return new MapsHdf5(content, options.run().getAsInt(), options.firstLumisection());
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        try (HdfFile file = file(content)) {
            List<Dataset> maps = new ArrayList<>();
            long depth = 0;
            for (Dataset dataset : datasets(file)) {
                String problem = problem(dataset);
                if (problem.isEmpty()) {
                    maps.add(dataset);
                    depth = Math.max(depth, dataset.getDimensions()[0]);
                } else {
                    sink.accept(new Delivery.Rejected(new Origin(content.name(), 0), problem, dataset.getPath()));
                }
            }
            long record = 0;
            for (int slice = 0; slice < depth; slice++) {
                for (Dataset map : maps) {
                    if (slice < map.getDimensions()[0]) {
                        sink.accept(delivery(new Origin(content.name(), ++record), map, slice));
                    }
                }
            }
        }
    }

    private Delivery delivery(Origin origin, Dataset map, int slice) {
        try {
            ElementName name = new ElementName(map.getPath().substring(1));
            LumisectionId at = new LumisectionId(run, Math.addExact(firstLumisection, slice));
            Histogram histogram = histogram(map, slice);
            String dialect = "HDF5, %d-D, no flow bins".formatted(histogram.dimensions());
            return new Delivery.Histogrammed(origin, dialect, new MonitorElement(name, at, histogram));
        } catch (RuntimeException e) {
            // A damaged chunk shows as whatever the library stumbles over first.
            String reason = "%s: lumisection %d of the file: %s".formatted(map.getPath(), slice + 1, e.getMessage());
            return new Delivery.Rejected(origin, Excerpt.of(reason), map.getPath());
        }
    }

    private static Histogram histogram(Dataset map, int slice) {
        int[] dimensions = map.getDimensions();
        long[] from = new long[dimensions.length];
        from[0] = slice;
        int[] size = dimensions.clone();
        size[0] = 1;
        List<Axis> axes = new ArrayList<>();
        for (int d = dimensions.length - 1; d > 0; d--) {
            axes.add(Axis.regular(dimensions[d], 0, dimensions[d]));
        }
        Values values = new Values();
        flatten(map.getData(from, size), values);
        return Histogram.of(axes, values.toArray());
    }

    private static void flatten(Object array, Values into) {
        switch (array) {
            case Object[] rows -> Arrays.stream(rows).forEach(row -> flatten(row, into));
            case float[] row -> {
                for (float value : row) {
                    into.add(value);
                }
            }
            case double[] row -> Arrays.stream(row).forEach(into::add);
            case int[] row -> Arrays.stream(row).forEach(into::add);
            case long[] row -> Arrays.stream(row).forEach(into::add);
            case short[] row -> {
                for (short value : row) {
                    into.add(value);
                }
            }
            case byte[] row -> {
                for (byte value : row) {
                    into.add(value);
                }
            }
            default ->
                throw new InvalidDataException("values of %s (expected: numbers)"
                        .formatted(array.getClass().getSimpleName()));
        }
    }

    /** Why a dataset holds no maps; empty when it does. */
    private static String problem(Dataset dataset) {
        int[] dimensions = dataset.getDimensions();
        long cells = Arrays.stream(dimensions)
                .skip(1)
                .asLongStream()
                .reduce(1, (a, b) -> Math.min(a * b, Long.MAX_VALUE >> 32));
        Class<?> type = dataset.getJavaType();
        boolean numeric = type.isPrimitive() && type != boolean.class && type != char.class;
        if (dimensions.length < 2 || dimensions.length > 4 || !numeric || cells < 1 || cells > MOST_CELLS) {
            return "dataset of %s %s (expected: numbers, lumisection x y x x)"
                    .formatted(type.getSimpleName(), Arrays.toString(dimensions));
        }
        return "";
    }

    private static List<Dataset> datasets(Group group) {
        List<Dataset> found = new ArrayList<>();
        for (Node node : group) {
            if (node instanceof Dataset dataset) {
                found.add(dataset);
            } else if (node instanceof Group inner) {
                found.addAll(datasets(inner));
            }
        }
        return found;
    }

    /** Packed and remembered inputs are read whole: the library needs random access. */
    private static HdfFile file(Content content) {
        Optional<Path> plain = content.plainFile();
        return plain.isPresent()
                ? new HdfFile(plain.get())
                : HdfFile.fromBytes(content.beginning(Integer.MAX_VALUE >> 3));
    }
}
