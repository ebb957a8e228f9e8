package org.lumiwatch.neural;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.compare.FormScan;
import org.lumiwatch.neural.Head.Likelihood;
import org.lumiwatch.neural.Layer.BatchNormalisation;
import org.lumiwatch.neural.Layer.Convolution;
import org.lumiwatch.neural.Layer.Dense;
import org.lumiwatch.neural.Layer.Dropout;
import org.lumiwatch.neural.Layer.Edges;
import org.lumiwatch.neural.Layer.Enlarge;
import org.lumiwatch.neural.Layer.MaxPooling;
import org.lumiwatch.neural.Layer.Offset;
import org.lumiwatch.neural.Layer.Plain;
import org.lumiwatch.neural.Layer.Pulls;
import org.lumiwatch.neural.Layer.Reshape;
import org.lumiwatch.neural.Layer.Residual;
import org.lumiwatch.neural.Layer.Spread;
import org.lumiwatch.neural.Layer.Standardise;

/** The networks that Lumiwatch knows. {@code map} is the extent of a map: channels are depths. */
public final class Networks {
    private Networks() {}

    public static Network logisticRegression(Shape map, List<String> classes) {
        return classifier("logistic-regression", map, classes, List.of(new Dense(classes.size())));
    }

    /** Two hidden layers. */
    public static Network perceptron(Shape map, List<String> classes) {
        return classifier(
                "perceptron",
                map,
                classes,
                List.of(new Dense(128), Plain.RELU, new Dense(64), Plain.RELU, new Dense(classes.size())));
    }

    /** Published for HCAL: one convolution of 64 filters 2×2, on raw counts. */
    public static Network oneConvolution(Shape map, List<String> classes) {
        return new Network(
                "one-convolution",
                map,
                List.of(),
                List.of(new Convolution(64, 2, 1, Edges.LOST), Plain.RELU, new Dense(classes.size())),
                new Head.Classes(classes));
    }

    /** Published for HCAL: four convolutions, each halved by its largest values, on raw counts. */
    public static Network fourConvolutions(Shape map, List<String> classes) {
        List<Layer> layers = new ArrayList<>();
        for (int filters : new int[] {8, 16, 32, 64}) {
            layers.addAll(List.of(new Convolution(filters, 3, 1, Edges.KEPT), Plain.RELU, new MaxPooling(2)));
        }
        layers.add(new Dense(classes.size()));
        return new Network("four-convolutions", map, List.of(), layers, new Head.Classes(classes));
    }

    /** Published for HCAL: batch normalisation of raw counts, two strided convolutions of 8 filters 3×3, dropout of a quarter. */
    public static Network stridedConvolutions(Shape map, List<String> classes) {
        return new Network(
                "strided-convolutions",
                map,
                List.of(),
                List.of(
                        new BatchNormalisation(),
                        new Convolution(8, 3, 2, Edges.LOST),
                        Plain.RELU,
                        new Convolution(8, 3, 2, Edges.LOST),
                        Plain.RELU,
                        new Dropout(0.25),
                        new Dense(classes.size())),
                new Head.Classes(classes));
    }

    /** Ours: a class for every cell, by residual convolutions of its distance from the usual share that keep the map's extent. */
    public static Network cellClassifier(Shape map, List<String> classes) {
        return cellClassifier(
                "cell-classifier",
                map,
                List.of(new Pulls(List.of(map.size()), Layer.Flags.NONE), new Standardise()),
                classes);
    }

    /** The same of pulls from what was expected ({@link PullSamples}), whatever changed on purpose. */
    public static Network pullClassifier(Shape map, List<String> classes) {
        return cellClassifier("pull-classifier", map, List.of(), classes);
    }

    private static Network cellClassifier(String name, Shape map, List<Layer> preparation, List<String> classes) {
        Layer block = new Residual(
                List.of(new Convolution(16, 3, 1, Edges.KEPT), Plain.RELU, new Convolution(16, 3, 1, Edges.KEPT)));
        return new Network(
                name,
                map,
                preparation,
                List.of(
                        new Convolution(16, 5, 1, Edges.KEPT),
                        Plain.RELU,
                        block,
                        Plain.RELU,
                        block,
                        Plain.RELU,
                        new Convolution(classes.size(), 1, 1, Edges.KEPT)),
                new Head.CellClasses(classes, 5));
    }

    private static Network classifier(String name, Shape map, List<String> classes, List<Layer> layers) {
        return new Network(name, map, List.of(new Standardise()), layers, new Head.Classes(classes));
    }

    /** bins–h1–h2–h1–bins on standardised contents; the published best for missing energy has 10 and 2. */
    public static Network denseAutoencoder(int bins, int h1, int h2) {
        return new Network(
                "dense-autoencoder-%d-%d-%d".formatted(bins, h1, h2),
                Shape.vector(bins),
                List.of(new Standardise()),
                List.of(
                        new Dense(h1),
                        Plain.RELU,
                        new Dense(h2),
                        Plain.RELU,
                        new Dense(h1),
                        Plain.RELU,
                        new Dense(bins)),
                new Head.Reconstruction());
    }

    /**
     * Expects the shares of one or several distributions from the bins it is shown and from conditions.
     *
     * @param blocks bins of each element
     */
    public static Network maskedAutoencoder(List<Integer> blocks, int conditions, int hidden, int features) {
        return maskedAutoencoder(new Head.Expectation(blocks, conditions, Likelihood.POISSON), hidden, features);
    }

    /** The same by another likelihood. */
    public static Network maskedAutoencoder(Head.Expectation head, int hidden, int features) {
        return new Network(
                "masked-autoencoder-%d-%d-%d".formatted(head.cells(), hidden, features),
                Shape.vector(head.inputs()),
                List.of(new Pulls(head.blocks(), Layer.Flags.AFTER_COUNTS)),
                List.of(
                        new Dense(hidden),
                        Plain.RELU,
                        new Dense(features),
                        new Dense(hidden),
                        Plain.RELU,
                        new Dense(head.cells()),
                        new Offset()),
                head);
    }

    /**
     * Expects how the form of one element lies from what that element by itself was expected to be, from how those of others do: what all share
     * drops out, and what is left shows a broken relation.
     *
     * @param elements others; of each the pulls of {@link org.lumiwatch.compare.FormScan}, all 0 where it is missing
     */
    public static Network relation(int elements, int hidden) {
        int forms = FormScan.Hypothesis.values().length;
        return new Network(
                "relation-%d-%d".formatted(elements, hidden),
                Shape.vector(elements * forms),
                List.of(),
                List.of(new Dense(hidden), Plain.RELU, new Dense(forms)),
                new Head.Values(forms));
    }

    /** Residual convolutional autoencoder, as used for ECAL: halved twice, and enlarged again. */
    public static Network convolutionalAutoencoder(Shape map) {
        int rows = (map.rows() + 1) / 2;
        int columns = (map.columns() + 1) / 2;
        return new Network(
                "convolutional-autoencoder-%s".formatted(map),
                map,
                List.of(new Standardise()),
                List.of(
                        new Convolution(8, 3, 2, Edges.KEPT),
                        Plain.RELU,
                        residual(8),
                        Plain.RELU,
                        new Convolution(4, 3, 2, Edges.KEPT),
                        Plain.RELU,
                        new Enlarge(2, rows, columns),
                        new Convolution(8, 3, 1, Edges.KEPT),
                        Plain.RELU,
                        residual(8),
                        Plain.RELU,
                        new Enlarge(2, map.rows(), map.columns()),
                        new Convolution(map.channels(), 3, 1, Edges.KEPT)),
                new Head.Reconstruction());
    }

    /** The same for maps, cells hidden in folds: expects the shares of all cells of {@code map} by the likelihood of counts. */
    public static Network maskedConvolutions(Shape map, int conditions, Likelihood likelihood, int filters) {
        return maskedMap("masked-convolutions", map, conditions, likelihood, filters, 3);
    }

    /** For towers read out in depths: expects each depth from the other depths of its tower, whose particles it shares. */
    public static Network maskedDepths(Shape map, int conditions, Likelihood likelihood, int filters) {
        return maskedMap("masked-depths", map, conditions, likelihood, filters, 1);
    }

    /** @param size of the field of cells that each is expected from */
    private static Network maskedMap(
            String name, Shape map, int conditions, Likelihood likelihood, int filters, int size) {
        Head.Expectation head = new Head.Expectation(List.of(map.size()), conditions, likelihood);
        Shape shown = new Shape(2 * map.channels() + conditions, map.rows(), map.columns());
        return new Network(
                "%s-%s-%d".formatted(name, map, filters),
                Shape.vector(head.inputs()),
                List.of(new Pulls(List.of(map.size()), Layer.Flags.AFTER_COUNTS)),
                List.of(
                        new Spread(2 * map.channels(), shown),
                        new Convolution(filters, size, 1, Edges.KEPT),
                        Plain.RELU,
                        new Residual(List.of(
                                new Convolution(filters, size, 1, Edges.KEPT),
                                Plain.RELU,
                                new Convolution(filters, size, 1, Edges.KEPT))),
                        Plain.RELU,
                        new Convolution(map.channels(), size, 1, Edges.KEPT),
                        new Reshape(Shape.vector(map.size())),
                        new Offset()),
                head);
    }

    private static Layer residual(int filters) {
        return new Residual(List.of(
                new Convolution(filters, 3, 1, Edges.KEPT), Plain.RELU, new Convolution(filters, 3, 1, Edges.KEPT)));
    }
}
