package org.lumiwatch.neural.torch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.torch.Training.Epoch;
import org.lumiwatch.neural.torch.Training.Options;

/**
 * A training between two epochs.
 *
 * @param moments of the optimiser, empty before the first step
 */
record Checkpoint(Weights weights, Weights best, List<Epoch> curve, long steps, List<float[]> moments) {
    private static final int FORMAT = 1;

    Checkpoint {
        curve = List.copyOf(curve);
        moments = List.copyOf(moments);
    }

    static Checkpoint fresh(Weights begin) {
        return new Checkpoint(begin, begin, List.of(), 0, List.of());
    }

    /** What makes two trainings the same, but for their length. */
    private static String key(Network network, Options options, Weights begin) {
        return "%s %s %d".formatted(network, options.withEpochs(1), begin.hashCode());
    }

    /** Written beside and moved into place: a kill leaves the one before. */
    void write(Path file, Network network, Options options, Weights begin) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(beside)))) {
                out.writeInt(FORMAT);
                out.writeUTF(key(network, options, begin));
                out.writeLong(steps);
                out.writeInt(curve.size());
                for (Epoch epoch : curve) {
                    out.writeDouble(epoch.training());
                    out.writeDouble(epoch.validation());
                }
                for (Weights of : List.of(weights, best)) {
                    List<float[]> arrays = new ArrayList<>();
                    for (int i = 0; i < of.count(); i++) {
                        arrays.add(of.of(i));
                    }
                    write(arrays, out);
                }
                write(moments, out);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Checkpoint read(Path file, Network network, Options options, Weights begin) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int format = in.readInt();
            String key = in.readUTF();
            if (format != FORMAT || !key.equals(key(network, options, begin))) {
                throw new InvalidDataException(
                        "%s: a checkpoint of another training (expected: the same network, options and data); remove it"
                                .formatted(file));
            }
            long steps = in.readLong();
            List<Epoch> curve = new ArrayList<>();
            int epochs = in.readInt();
            for (int i = 1; i <= epochs; i++) {
                curve.add(new Epoch(i, in.readDouble(), in.readDouble()));
            }
            Weights weights = new Weights(arrays(in));
            Weights best = new Weights(arrays(in));
            return new Checkpoint(weights, best, curve, steps, arrays(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<float[]> arrays, DataOutputStream out) throws IOException {
        out.writeInt(arrays.size());
        for (float[] array : arrays) {
            out.writeInt(array.length);
            for (float value : array) {
                out.writeFloat(value);
            }
        }
    }

    private static List<float[]> arrays(DataInputStream in) throws IOException {
        List<float[]> arrays = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            float[] array = new float[in.readInt()];
            for (int k = 0; k < array.length; k++) {
                array[k] = in.readFloat();
            }
            arrays.add(array);
        }
        return arrays;
    }
}
