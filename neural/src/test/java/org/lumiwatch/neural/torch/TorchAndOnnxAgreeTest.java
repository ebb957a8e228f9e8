package org.lumiwatch.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.Head.Likelihood;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Parameter;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.TorchNetwork.Mode;

/** What is trained is what is served. */
final class TorchAndOnnxAgreeTest {
    private static final int SAMPLES = 3;
    private static final List<String> CLASSES = List.of("good", "hot", "dead");

    static Stream<Network> networks() {
        Shape map = new Shape(2, 13, 22);
        return Stream.of(
                Networks.logisticRegression(map, CLASSES),
                Networks.perceptron(map, CLASSES),
                Networks.oneConvolution(map, CLASSES),
                Networks.fourConvolutions(new Shape(1, 32, 48), CLASSES),
                Networks.stridedConvolutions(map, CLASSES),
                Networks.cellClassifier(map, CLASSES),
                Networks.denseAutoencoder(51, 10, 2),
                Networks.convolutionalAutoencoder(map),
                Networks.maskedAutoencoder(List.of(20, 31), 2, 16, 4),
                Networks.relation(3, 8),
                Networks.maskedConvolutions(map, 0, Likelihood.POISSON, 8),
                Networks.maskedConvolutions(map, 2, Likelihood.NEGATIVE_BINOMIAL, 8),
                Networks.maskedDepths(new Shape(7, 6, 5), 2, Likelihood.NEGATIVE_BINOMIAL, 8));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withinOneInAHundredThousand(Network network) {
        SplittableRandom random = new SplittableRandom(5);
        Weights weights = shaken(network, random);
        List<float[]> inputs = inputs(network, random);
        float[] expected = ofTorch(network, weights, joined(inputs));
        try (OnnxModel model = OnnxModel.load(network.name(), OnnxWriter.write(network, weights, Map.of()))) {
            Map<String, float[]> outputs = model.run(SAMPLES, inputs);
            float[] found = outputs.values().iterator().next();
            assertThat(found).hasSameSizeAs(expected);
            double scale = 0;
            for (float value : expected) {
                scale = Math.max(scale, Math.abs(value));
            }
            for (int i = 0; i < found.length; i++) {
                assertThat((double) Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(1e-5 * scale);
            }
        }
    }

    /** Biases and fixed parameters that do something. */
    private static Weights shaken(Network network, SplittableRandom random) {
        Weights weights = network.initial(1);
        List<Parameter> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            float[] values = weights.of(i);
            for (int k = 0; k < values.length; k++) {
                values[k] += (float) (parameters.get(i).name().equals("weight") ? 0 : random.nextDouble(0.1, 0.5));
            }
            weights = weights.with(i, values);
        }
        return weights;
    }

    private static List<float[]> inputs(Network network, SplittableRandom random) {
        List<float[]> inputs = new ArrayList<>();
        if (network.head() instanceof Head.Expectation head) {
            inputs.add(drawn(head.cells(), () -> random.nextInt(50)));
            inputs.add(drawn(head.cells(), () -> random.nextInt(5) > 0 ? 1 : 0));
            if (head.conditions() > 0) {
                inputs.add(drawn(head.conditions(), () -> random.nextInt(3)));
            }
        } else {
            inputs.add(drawn(network.input().size(), () -> random.nextInt(50)));
        }
        return inputs;
    }

    private static float[] drawn(int width, java.util.function.IntSupplier of) {
        float[] values = new float[SAMPLES * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.getAsInt();
        }
        return values;
    }

    private static float[] joined(List<float[]> inputs) {
        int width = inputs.stream().mapToInt(one -> one.length / SAMPLES).sum();
        float[] all = new float[SAMPLES * width];
        int at = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (float[] input : inputs) {
                int part = input.length / SAMPLES;
                System.arraycopy(input, sample * part, all, at, part);
                at += part;
            }
        }
        return all;
    }

    private static float[] ofTorch(Network network, Weights weights, float[] inputs) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard();
                TorchNetwork at = new TorchNetwork(network, weights)) {
            Tensor out = at.outputs(
                    at.prepared(Tensor.create(inputs, SAMPLES, network.input().size())), Mode.SCORING);
            Tensor wanted = switch (network.head()) {
                case Head.Classes none -> torch.softmax(out, 1);
                case Head.CellClasses none -> torch.softmax(out, 1);
                case Head.Reconstruction none -> {
                    int size = network.prepared().size();
                    yield out.reshape(-1, size)
                            .div(Tensor.create(weights.of(1)))
                            .add(Tensor.create(weights.of(0)));
                }
                case Head.Values none -> out;
                case Head.Expectation head -> {
                    Tensor[] blocks = new Tensor[head.blocks().size()];
                    int from = 0;
                    for (int i = 0; i < blocks.length; i++) {
                        blocks[i] =
                                torch.softmax(out.narrow(1, from, head.blocks().get(i)), 1);
                        from += head.blocks().get(i);
                    }
                    yield torch.cat(new org.bytedeco.pytorch.TensorVector(blocks), 1);
                }
            };
            return TorchNetwork.values(wanted);
        }
    }
}
