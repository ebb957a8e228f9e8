package org.lumiwatch.neural.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How steps follow from gradients. */
public sealed interface Optimiser {
    /** After Kingma & Ba, with their decays of .9 and .999. */
    record Adam(double rate) implements Optimiser {}

    /** After Zeiler, with decay .95; {@code rate} 1 is his. libtorch has none. */
    record Adadelta(double rate) implements Optimiser {}

    /** Its state for a list of parameters; the state is a list of tensors, two a parameter, that a checkpoint keeps. Mutable. */
    final class Steps implements AutoCloseable {
        private static final double EPSILON = 1e-8;
        private static final double ADADELTA_EPSILON = 1e-6;

        private final Optimiser optimiser;
        private final List<Tensor> parameters;
        private final List<Tensor> state = new ArrayList<>();
        private long taken;

        Steps(Optimiser optimiser, List<Tensor> parameters) {
            this.optimiser = optimiser;
            this.parameters = parameters;
            for (Tensor parameter : parameters) {
                state.add(torch.zeros_like(parameter));
                state.add(torch.zeros_like(parameter));
            }
        }

        long taken() {
            return taken;
        }

        List<float[]> state() {
            return state.stream().map(TorchNetwork::values).toList();
        }

        void resume(long steps, List<float[]> values) {
            taken = steps;
            for (int i = 0; i < state.size(); i++) {
                state.get(i)
                        .copy_(Tensor.create(values.get(i)).reshape(state.get(i).shape()));
            }
        }

        /** Moves all parameters along their gradients, which are then empty. */
        void step() {
            taken++;
            for (int i = 0; i < parameters.size(); i++) {
                try (PointerScope _ = new PointerScope()) {
                    Tensor parameter = parameters.get(i).detach();
                    Tensor gradient = parameters.get(i).grad();
                    switch (optimiser) {
                        case Adam(double rate) ->
                            adam(rate, parameter, gradient, state.get(2 * i), state.get(2 * i + 1));
                        case Adadelta(double rate) ->
                            adadelta(rate, parameter, gradient, state.get(2 * i), state.get(2 * i + 1));
                    }
                    gradient.zero_();
                }
            }
        }

        private void adam(double rate, Tensor parameter, Tensor gradient, Tensor mean, Tensor square) {
            mean.mul_(new Scalar(0.9)).add_(gradient, new Scalar(0.1));
            square.mul_(new Scalar(0.999)).addcmul_(gradient, gradient, new Scalar(0.001));
            double first = 1 - Math.pow(0.9, (double) taken);
            double second = 1 - Math.pow(0.999, (double) taken);
            Tensor width = square.div(new Scalar(second)).sqrt_().add_(new Scalar(EPSILON));
            parameter.addcdiv_(mean, width, new Scalar(-rate / first));
        }

        private static void adadelta(double rate, Tensor parameter, Tensor gradient, Tensor square, Tensor moved) {
            square.mul_(new Scalar(0.95)).addcmul_(gradient, gradient, new Scalar(0.05));
            Tensor move = moved.add(new Scalar(ADADELTA_EPSILON))
                    .sqrt_()
                    .div_(square.add(new Scalar(ADADELTA_EPSILON)).sqrt_())
                    .mul_(gradient);
            moved.mul_(new Scalar(0.95)).addcmul_(move, move, new Scalar(0.05));
            parameter.add_(move, new Scalar(-rate));
        }

        @Override
        public void close() {
            state.forEach(Tensor::close);
        }
    }
}
