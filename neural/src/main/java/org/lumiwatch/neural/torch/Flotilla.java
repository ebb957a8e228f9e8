package org.lumiwatch.neural.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.lumiwatch.neural.FleetSamples;
import org.lumiwatch.neural.Layer;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Weights;

/**
 * Some dense autoencoders of one shape as one computation: every product is {@code baddbmm} or {@code bmm} over all of them, gradients
 * are written out, buffers are used again, and all parameters lie in one array so that Adam is a handful of operations. Mutable, used by
 * one thread; close it.
 */
final class Flotilla implements AutoCloseable {
    private final List<Weights> begin;
    private final int networks;
    private final int[] widths;
    private final FleetTraining.Options options;
    private final PointerScope scope = new PointerScope();
    private final Tensor parameters;
    private final Tensor gradients;
    private final Tensor mean;
    private final Tensor square;
    private final Tensor width;
    private final List<Dense> layers = new ArrayList<>();
    private Tensor training;
    private Tensor validation;
    private int samples;
    private long steps;

    /** Views of one layer's part of the parameters and gradients, and buffers of its values. */
    private record Dense(
            Tensor weight,
            Tensor weightAcross,
            Tensor bias,
            Tensor weightGradient,
            Tensor biasGradient,
            Tensor values,
            Tensor valuesAcross,
            Tensor slope) {}

    Flotilla(Network network, List<Weights> begin, FleetTraining.Options options) {
        this.begin = List.copyOf(begin);
        this.networks = begin.size();
        this.options = options;
        List<Integer> sizes = new ArrayList<>(List.of(network.input().size()));
        network.layers().forEach(layer -> {
            if (layer instanceof Layer.Dense dense) {
                sizes.add(dense.outputs());
            }
        });
        this.widths = sizes.stream().mapToInt(Integer::intValue).toArray();
        int size = 0;
        for (int l = 1; l < widths.length; l++) {
            size += (widths[l - 1] + 1) * widths[l];
        }
        torch.set_num_threads(1);
        try (NoGradGuard _ = new NoGradGuard()) {
            parameters = Tensor.create(packed(size), networks, size);
            gradients = torch.zeros_like(parameters);
            mean = torch.zeros_like(parameters);
            square = torch.zeros_like(parameters);
            width = torch.zeros_like(parameters);
            int at = 0;
            for (int l = 1; l < widths.length; l++) {
                layers.add(layer(at, widths[l - 1], widths[l]));
                at += (widths[l - 1] + 1) * widths[l];
            }
        }
        training = parameters;
        validation = parameters;
    }

    /** Weights with inputs along rows, as products over the batch want them; then biases. */
    private float[] packed(int size) {
        float[] all = new float[networks * size];
        for (int n = 0; n < networks; n++) {
            int at = n * size;
            for (int l = 1; l < widths.length; l++) {
                float[] weight = begin.get(n).of(2 * l);
                for (int in = 0; in < widths[l - 1]; in++) {
                    for (int out = 0; out < widths[l]; out++) {
                        all[at++] = weight[out * widths[l - 1] + in];
                    }
                }
                for (float bias : begin.get(n).of(2 * l + 1)) {
                    all[at++] = bias;
                }
            }
        }
        return all;
    }

    /** Of one network, with the standardisation it began with. */
    Weights weights(int which) {
        try (PointerScope _ = new PointerScope()) {
            float[] all = TorchNetwork.values(parameters.narrow(0, which, 1));
            List<float[]> values = new ArrayList<>(
                    List.of(begin.get(which).of(0), begin.get(which).of(1)));
            int at = 0;
            for (int l = 1; l < widths.length; l++) {
                float[] weight = new float[widths[l - 1] * widths[l]];
                for (int in = 0; in < widths[l - 1]; in++) {
                    for (int out = 0; out < widths[l]; out++) {
                        weight[out * widths[l - 1] + in] = all[at++];
                    }
                }
                values.add(weight);
                values.add(java.util.Arrays.copyOfRange(all, at, at + widths[l]));
                at += widths[l];
            }
            return new Weights(values);
        }
    }

    private Dense layer(int at, int in, int out) {
        Tensor weight = part(parameters, at, in, out);
        Tensor values = torch.zeros(networks, options.batch(), out);
        return new Dense(
                weight,
                weight.transpose(1, 2),
                part(parameters, at + in * out, 1, out),
                part(gradients, at, in, out),
                part(gradients, at + in * out, 1, out),
                values,
                values.transpose(1, 2),
                torch.zeros(networks, options.batch(), out));
    }

    private Tensor part(Tensor of, int from, int rows, int columns) {
        return of.narrow(1, from, rows * columns).view(networks, rows, columns);
    }

    /** Reads all samples of these networks and standardises them. */
    void load(FleetSamples from, int first) {
        samples = from.training();
        training = standardised(from, first, 0, from.training());
        validation = standardised(from, first, from.training(), from.validation());
    }

    private Tensor standardised(FleetSamples from, int first, int firstSample, int count) {
        int bins = widths[0];
        float[] all = new float[networks * count * bins];
        for (int n = 0; n < networks; n++) {
            float[] offset = begin.get(n).of(0);
            float[] factor = begin.get(n).of(1);
            for (int sample = 0; sample < count; sample++) {
                int at = (n * count + sample) * bins;
                from.write(first + n, firstSample + sample, all, at);
                for (int i = 0; i < bins; i++) {
                    all[at + i] = (all[at + i] - offset[i]) * factor[i];
                }
            }
        }
        return Tensor.create(all, networks, count, bins);
    }

    /** One visit of all samples, a remainder of less than a batch left out; mean squared error of each network. */
    double[] epoch(int number) {
        double[] loss = new double[networks];
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor shuffled = training.index_select(1, order(number));
            int batches = samples / options.batch();
            Tensor sum = torch.zeros(networks);
            for (int batch = 0; batch < batches; batch++) {
                try (PointerScope _ = new PointerScope()) {
                    Tensor input = shuffled.narrow(1, (long) batch * options.batch(), options.batch());
                    Tensor difference = gradient(input);
                    sum.add_(difference.square().sum(1, 2));
                    step();
                }
            }
            float[] sums = TorchNetwork.values(sum);
            // what was kept is the difference times 2 / values of a batch
            double values = (double) options.batch() * widths[0];
            for (int n = 0; n < networks; n++) {
                loss[n] = sums[n] * values / 4 / batches;
            }
        }
        return loss;
    }

    private Tensor order(int number) {
        SplittableRandom random = new SplittableRandom(options.seed() * 7919 + number);
        long[] order = new long[samples];
        for (int i = 0; i < samples; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return Tensor.create(order);
    }

    /** All gradients of one batch; gives the slope of the loss at the outputs. */
    private Tensor gradient(Tensor input) {
        Tensor in = input;
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            torch.baddbmm_out(layer.values(), layer.bias(), in, layer.weight());
            if (l < layers.size() - 1) {
                layer.values().relu_();
            }
            in = layer.values();
        }
        Tensor last = layers.getLast().slope();
        torch.sub_out(last, in, input);
        last.mul_(new Scalar(2.0 / (options.batch() * (double) widths[0])));
        for (int l = layers.size() - 1; l >= 0; l--) {
            Dense layer = layers.get(l);
            Tensor across = l == 0 ? input.transpose(1, 2) : layers.get(l - 1).valuesAcross();
            torch.bmm_out(layer.weightGradient(), across, layer.slope());
            torch.sum_out(layer.biasGradient(), layer.slope(), new long[] {1}, true, new ScalarTypeOptional());
            if (l > 0) {
                Dense before = layers.get(l - 1);
                torch.bmm_out(before.slope(), layer.slope(), layer.weightAcross());
                torch.threshold_backward_out(before.slope(), before.slope(), before.values(), new Scalar(0));
            }
        }
        return last;
    }

    /** Adam's. */
    private void step() {
        steps++;
        double first = 1 - Math.pow(0.9, (double) steps);
        double second = 1 - Math.pow(0.999, (double) steps);
        mean.mul_(new Scalar(0.9)).add_(gradients, new Scalar(0.1));
        square.mul_(new Scalar(0.999)).addcmul_(gradients, gradients, new Scalar(0.001));
        torch.sqrt_out(width, square);
        width.mul_(new Scalar(1 / Math.sqrt(second))).add_(new Scalar(1e-8));
        parameters.addcdiv_(mean, width, new Scalar(-options.rate() / first));
    }

    /** Mean squared error of each network on the samples that none was trained with. */
    double[] validate() {
        double[] loss = new double[networks];
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor value = validation;
            for (int l = 0; l < layers.size(); l++) {
                value = torch.baddbmm(layers.get(l).bias(), value, layers.get(l).weight());
                value = l < layers.size() - 1 ? value.relu_() : value;
            }
            float[] means = TorchNetwork.values(value.sub_(validation).square_().sum(1, 2));
            double count = (double) validation.size(1) * widths[0];
            for (int n = 0; n < networks; n++) {
                loss[n] = means[n] / count;
            }
        }
        return loss;
    }

    @Override
    public void close() {
        scope.close();
    }
}
