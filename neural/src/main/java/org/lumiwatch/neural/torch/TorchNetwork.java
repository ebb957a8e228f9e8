package org.lumiwatch.neural.torch;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.Head.Likelihood;
import org.lumiwatch.neural.Layer;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Parameter;
import org.lumiwatch.neural.Parameter.Use;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Weights;

/** A network with weights, as libtorch computes it. Mutable: training changes the weights. Used by one thread; close it. */
final class TorchNetwork implements AutoCloseable {
    /** Of a running mean, as elsewhere in the field. */
    private static final double MOMENTUM = 0.1;
    /** Counts of a cell that should be empty. */
    private static final float LEAST_MEAN = 1e-3f;
    /** Part of a block that counts as seen where it is not. */
    private static final float UNSEEN = 1e-4f;
    /** Below this a negative binomial law is Poisson's. */
    private static final double LEAST_EXCESS = 0.01;

    private final Network network;
    private final List<Parameter> parameters;
    private final List<Tensor> tensors = new ArrayList<>();
    /** Parameter that the layer at work takes next. */
    private int next;

    TorchNetwork(Network network, Weights weights) {
        this.network = network;
        this.parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            Tensor tensor = Tensor.create(weights.of(i), shape);
            if (parameter.use() == Use.TRAINED) {
                tensor.set_requires_grad(true);
            }
            tensors.add(tensor);
        }
    }

    /** Parameters that training sets, in order. */
    List<Tensor> trained() {
        List<Tensor> trained = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).use() == Use.TRAINED) {
                trained.add(tensors.get(i));
            }
        }
        return trained;
    }

    Weights weights() {
        return new Weights(tensors.stream().map(TorchNetwork::values).toList());
    }

    static float[] values(Tensor tensor) {
        try (PointerScope _ = new PointerScope()) {
            Tensor flat = tensor.detach().contiguous();
            float[] values = new float[(int) flat.numel()];
            FloatBuffer buffer = flat.createBuffer();
            buffer.get(values);
            return values;
        }
    }

    /** What the preparing layers make of {@code n} inputs. */
    Tensor prepared(Tensor inputs) {
        next = 0;
        return through(network.preparation(), network.input(), inputs, Mode.SCORING);
    }

    /** Values of the last layer. */
    Tensor outputs(Tensor prepared, Mode mode) {
        next = (int) network.preparation().stream()
                .mapToLong(layer -> layer.parameters(network.input()).size())
                .sum();
        return through(network.layers(), network.prepared(), prepared, mode);
    }

    /** Whether layers that behave otherwise in training do. */
    enum Mode {
        TRAINING,
        SCORING
    }

    private Tensor through(List<Layer> layers, Shape in, Tensor value, Mode mode) {
        Shape shape = in;
        Tensor result = value;
        for (Layer layer : layers) {
            result = apply(layer, shape, result, mode);
            shape = layer.after(shape);
        }
        return result;
    }

    private Tensor take() {
        return tensors.get(next++);
    }

    private Tensor apply(Layer layer, Shape in, Tensor x, Mode mode) {
        return switch (layer) {
            case Layer.Dense dense -> torch.linear(x.reshape(-1, in.size()), take(), new TensorOptional(take()));
            case Layer.Convolution convolution -> convolved(convolution, in, x);
            case Layer.BatchNormalisation none -> {
                Tensor scale = take();
                Tensor shift = take();
                Tensor mean = take();
                Tensor variance = take();
                yield torch.batch_norm(
                        as(x, in),
                        new TensorOptional(scale),
                        new TensorOptional(shift),
                        new TensorOptional(mean),
                        new TensorOptional(variance),
                        mode == Mode.TRAINING,
                        MOMENTUM,
                        Layer.BatchNormalisation.EPSILON,
                        false);
            }
            case Layer.MaxPooling(int size) -> torch.max_pool2d(as(x, in), size, size);
            case Layer.Dropout(double share) -> torch.dropout(x, share, mode == Mode.TRAINING);
            case Layer.Enlarge enlarge ->
                torch.upsample_nearest2d(
                                as(x, in), (long) in.rows() * enlarge.factor(), (long) in.columns() * enlarge.factor())
                        .narrow(2, 0, enlarge.rows())
                        .narrow(3, 0, enlarge.columns())
                        .contiguous();
            case Layer.Residual(List<Layer> inner) -> x.add(through(inner, in, x, mode));
            case Layer.Reshape(Shape shape) -> as(x, shape);
            case Layer.Spread spread -> spread(spread, in, x.reshape(-1, in.size()));
            case Layer.Standardise none -> {
                Tensor flat = x.reshape(-1, in.size());
                yield as(flat.sub(take()).mul(take()), in);
            }
            case Layer.Offset none -> x.reshape(-1, in.size()).add(take());
            case Layer.Pulls pulls -> as(pulls(pulls, in, x.reshape(-1, in.size())), in);
            case Layer.Plain.RELU -> torch.relu(x);
            case Layer.Plain.SOFTPLUS -> torch.softplus(x);
            case Layer.Plain.LOGARITHM -> torch.log1p(x);
        };
    }

    private static Tensor as(Tensor x, Shape shape) {
        return shape.rows() * shape.columns() == 1
                ? x.reshape(-1, shape.size())
                : x.reshape(-1, shape.channels(), shape.rows(), shape.columns());
    }

    private Tensor convolved(Layer.Convolution layer, Shape in, Tensor x) {
        Tensor weight = take();
        Tensor bias = take();
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {layer.padding(), layer.padding()};
        return torch.conv2d(as(x, in), weight, new TensorOptional(bias), stride, padding, new long[] {1, 1}, 1);
    }

    private static Tensor spread(Layer.Spread layer, Shape in, Tensor x) {
        Shape shape = layer.shape();
        int plane = shape.rows() * shape.columns();
        Tensor mapped = x.narrow(1, 0, (long) layer.mapped() * plane)
                .reshape(-1, layer.mapped(), shape.rows(), shape.columns());
        int left = shape.channels() - layer.mapped();
        if (left == 0) {
            return mapped;
        }
        Tensor each = x.narrow(1, in.size() - left, left)
                .reshape(-1, left, 1, 1)
                .expand(-1, left, shape.rows(), shape.columns());
        return torch.cat(new TensorVector(mapped, each), 1);
    }

    private Tensor pulls(Layer.Pulls layer, Shape in, Tensor x) {
        Tensor template = take();
        List<Tensor> pulls = new ArrayList<>();
        int from = 0;
        for (int cells : layer.blocks()) {
            Tensor counts = x.narrow(1, from, cells);
            Tensor usual = template.narrow(0, from, cells).unsqueeze(0);
            if (layer.flags() == Layer.Flags.AFTER_COUNTS) {
                Tensor flags = x.narrow(1, layer.cells() + from, cells);
                counts = counts.mul(flags);
                usual = usual.mul(flags);
            }
            Tensor likely = torch.minimum(
                    counts,
                    usual.mul(new Scalar(Layer.Pulls.LIKELY_FACTOR)).add(new Scalar(Layer.Pulls.LIKELY_COUNTS)));
            Tensor scale =
                    likely.sum(1).div(usual.sum(1).clamp_min(new Scalar(1e-9f))).unsqueeze(1);
            Tensor expected = usual.mul(scale);
            Tensor pull = counts.sub(expected).div(expected.add(new Scalar(1f)).sqrt());
            pulls.add(torch.hardtanh(pull, new Scalar(-Layer.Pulls.FARTHEST), new Scalar(Layer.Pulls.FARTHEST)));
            from += cells;
        }
        if (in.size() > layer.cells()) {
            pulls.add(x.narrow(1, layer.cells(), in.size() - layer.cells()));
        }
        return torch.cat(new TensorVector(pulls.toArray(Tensor[]::new)), 1);
    }

    /** Mean loss of a sample: inputs, and targets as the head wants them. */
    Tensor loss(Tensor inputs, Tensor targets, Mode mode) {
        Tensor prepared = prepared(inputs);
        Tensor outputs = outputs(prepared, mode);
        return switch (network.head()) {
            case Head.Classes classes ->
                torch.nll_loss(
                        torch.log_softmax(outputs, 1), targets.reshape(-1).to(torch.ScalarType.Long));
            case Head.CellClasses classes -> {
                Shape out = network.output();
                Tensor labels = targets.reshape(-1, out.rows(), out.columns()).to(torch.ScalarType.Long);
                float[] weights = new float[classes.names().size()];
                java.util.Arrays.fill(weights, (float) classes.faultWeight());
                weights[0] = 1;
                yield torch.cross_entropy_loss(
                        as(outputs, out), labels, new TensorOptional(Tensor.create(weights)), 1, -100, 0);
            }
            case Head.Reconstruction none ->
                torch.mse_loss(
                        outputs.reshape(-1, network.prepared().size()),
                        prepared.reshape(-1, network.prepared().size()));
            case Head.Expectation expectation -> likelihood(expectation, inputs, outputs, targets);
            case Head.Values values -> torch.mse_loss(outputs, targets);
        };
    }

    /**
     * Deviance a hidden cell: 1 where the expectation is true. What is shown does not count, or the network would learn to copy it; it tells how
     * many entries there are.
     */
    private static Tensor likelihood(Head.Expectation head, Tensor inputs, Tensor outputs, Tensor counts) {
        Tensor[] sum = {Tensor.create(0f)};
        int from = 0;
        for (int cells : head.blocks()) {
            Tensor observed = counts.narrow(1, from, cells);
            Tensor shown = inputs.narrow(1, head.cells() + from, cells);
            Tensor hidden = shown.neg().add(new Scalar(1f));
            Tensor shares = torch.softmax(outputs.narrow(1, from, cells), 1);
            // where all is hidden, as many as there are
            Tensor seen = observed.mul(shown).sum(1).add(observed.sum(1).mul(new Scalar(UNSEEN)));
            Tensor usual = shares.mul(shown).sum(1).add(new Scalar(UNSEEN));
            Tensor mean = shares.mul(seen.div(usual).unsqueeze(1)).clamp_min(new Scalar(LEAST_MEAN));
            Tensor deviance = head.likelihood() == Likelihood.POISSON
                    ? deviance(observed, mean)
                    : clusteredDeviance(observed, mean, hidden);
            sum[0] = sum[0].add(deviance.mul(hidden).sum().div(hidden.sum().clamp_min(new Scalar(1f))));
            from += cells;
        }
        return sum[0].div(new Scalar((float) head.blocks().size()));
    }

    /** Poisson's, of every cell. */
    private static Tensor deviance(Tensor counts, Tensor mean) {
        Tensor logarithm = counts.clamp_min(new Scalar(LEAST_MEAN)).div(mean).log();
        return counts.mul(logarithm).sub(counts).add(mean).mul(new Scalar(2f));
    }

    /** Of a negative binomial law with variance F times the mean, of every cell; F as hidden counts scatter. */
    private static Tensor clusteredDeviance(Tensor counts, Tensor mean, Tensor hidden) {
        Tensor off = counts.sub(mean);
        Tensor scatter =
                off.mul(off).div(mean).mul(hidden).sum().div(hidden.sum().clamp_min(new Scalar(1f)));
        double excess = Math.max(scatter.detach().item_float() - 1.0, LEAST_EXCESS);
        return clusteredLikelihood(counts, counts.clamp_min(new Scalar(LEAST_MEAN)), excess)
                .sub(clusteredLikelihood(counts, mean, excess))
                .mul(new Scalar(2f));
    }

    /** ln p without what only the counts decide: Γ(n + r)/Γ(r)·F^(−r), r = mean / (F − 1). */
    private static Tensor clusteredLikelihood(Tensor counts, Tensor mean, double excess) {
        Tensor shape = mean.div(new Scalar((float) excess));
        return counts.add(shape).lgamma().sub(shape.lgamma()).sub(shape.mul(new Scalar((float) Math.log1p(excess))));
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
    }
}
