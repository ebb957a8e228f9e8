package org.lumiwatch.neural.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Weights;

/** Whatever is wrong with a file, Java says so; native code sees sound ones only. */
final class OnnxFileTest {
    private static final Network NETWORK = Networks.denseAutoencoder(51, 10, 2);
    private static final byte[] SOUND =
            OnnxWriter.write(NETWORK, NETWORK.initial(1), Map.of("element", "JetMET/METSig"));

    @Test
    void saysWhatItTakesAndGives() {
        OnnxFile file = OnnxFile.check("sound.onnx", SOUND);
        assertThat(file.inputs()).containsExactly(Map.entry("counts", 51));
        assertThat(file.outputs())
                .containsExactly(Map.entry("reconstruction", 51), Map.entry("mse", 1), Map.entry("features", 2));
        assertThat(file.metadata()).containsEntry("element", "JetMET/METSig");
    }

    @Test
    void truncatedIsRefused() {
        for (int length : new int[] {0, 1, 10, SOUND.length / 2, SOUND.length - 1}) {
            refused(Arrays.copyOf(SOUND, length), "");
        }
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(SOUND).toBuilder().setIrVersion(99);
        refused(model.build().toByteArray(), "format 99 (expected: 3 to 11; export it anew)");
        model.setIrVersion(8).getOpsetImportBuilder(0).setVersion(40);
        refused(model.build().toByteArray(), "operators of version 40");
    }

    @Test
    void numbersThatAreNoneAreRefusedWithTheirPlace() {
        float[] bias = new float[10];
        bias[3] = Float.NaN;
        Weights weights = NETWORK.initial(1).with(3, bias);
        refused(
                OnnxWriter.write(NETWORK, weights, Map.of()),
                "holds NaN at 3 (expected: finite numbers; train it again)");
    }

    @Test
    void theWrongShapeIsRefused() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(SOUND).toBuilder();
        model.getGraphBuilder().getInitializerBuilder(0).setDims(0, 50);
        refused(model.build().toByteArray(), "has 16 bytes (expected: 400, by its extents)");
    }

    @Test
    void dataInAnotherFileIsRefused() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(SOUND).toBuilder();
        model.getGraphBuilder()
                .getInitializerBuilder(0)
                .setDataLocation(ai.onnx.proto.OnnxMl.TensorProto.DataLocation.EXTERNAL);
        refused(model.build().toByteArray(), "lies in another file");
    }

    /** Any damage is refused, or harmless: nothing brings the process down. */
    @RepeatedTest(60)
    void damagedBytesNeverCrash(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        byte[] damaged = SOUND.clone();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try (OnnxModel model = OnnxModel.load("damaged.onnx", damaged)) {
            int width = Math.max(model.inputs().values().iterator().next(), 1);
            assertThat(model.run(1, List.of(new float[width]))).isNotNull();
        } catch (InvalidDataException told) {
            assertThat(told).hasMessageContaining("damaged.onnx: ").hasMessageContaining("(expected: ");
        }
    }

    @Test
    void aCommandLineThatWouldBringTheProcessDownIsRefused() {
        NativeRuntime.check(1000);
        assertThatThrownBy(() -> NativeRuntime.check(5000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("5,000 characters (expected: at most 3,600");
    }

    @Test
    void countsOfAnotherBinningAreRefused() {
        try (OnnxModel model = OnnxModel.load("sound.onnx", SOUND)) {
            assertThatThrownBy(() -> model.run(2, new float[100]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("100 values for counts (expected: 2 × 51)");
        }
    }

    private static void refused(byte[] bytes, String because) {
        assertThatThrownBy(() -> OnnxModel.load("bad.onnx", bytes))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("bad.onnx: ")
                .hasMessageContaining(because);
    }
}
