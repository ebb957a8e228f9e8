package org.lumiwatch.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.neural.Head.Likelihood;

/** A kind of network by name, to be made for any element that it suits. */
public enum Design {
    LOGISTIC_REGRESSION(Kind.CLASSIFIER, Map.of()),
    PERCEPTRON(Kind.CLASSIFIER, Map.of()),
    ONE_CONVOLUTION(Kind.CLASSIFIER, Map.of()),
    FOUR_CONVOLUTIONS(Kind.CLASSIFIER, Map.of()),
    STRIDED_CONVOLUTIONS(Kind.CLASSIFIER, Map.of()),
    CELL_CLASSIFIER(Kind.CLASSIFIER, Map.of()),
    DENSE_AUTOENCODER(Kind.RECONSTRUCTION, Map.of("hidden", 10, "features", 2)),
    CONVOLUTIONAL_AUTOENCODER(Kind.RECONSTRUCTION, Map.of()),
    MASKED_AUTOENCODER(Kind.EXPECTATION, Map.of("hidden", 32, "features", 4, "conditions", 0, "clustered", 0)),
    MASKED_CONVOLUTIONS(Kind.EXPECTATION, Map.of("filters", 8, "conditions", 0, "clustered", 0)),
    MASKED_DEPTHS(Kind.EXPECTATION, Map.of("filters", 16, "conditions", 0, "clustered", 0));

    /** What it learns from. */
    public enum Kind {
        /** Healthy maps and faults put into them. */
        CLASSIFIER,
        /** Healthy lumisections. */
        RECONSTRUCTION,
        /** Healthy lumisections of which a part is hidden. */
        EXPECTATION
    }

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Integer> sizes;

    Design(Kind kind, Map<String, Integer> sizes) {
        this.kind = kind;
        this.sizes = sizes;
    }

    public Kind kind() {
        return kind;
    }

    /** Sizes that can be chosen, and what they are unless chosen; sorted. */
    public Map<String, Integer> sizes() {
        return new TreeMap<>(sizes);
    }

    /** Whether what it says can be told by cell, so that a watch can say where. */
    public boolean tellsWhere() {
        return kind != Kind.CLASSIFIER || this == CELL_CLASSIFIER;
    }

    /** Such as {@code dense-autoencoder}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Design of(String label) {
        return Arrays.stream(values())
                .filter(design -> design.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("test: %s (expected: one of %s)"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(Design::label).toList())));
    }

    /** 1: it is told pileup and events beside the counts. */
    private static int conditions(Map<String, Integer> sizes) {
        return isChosen(sizes, "conditions") ? ConditionInputs.COUNT : 0;
    }

    /** 1: counts scatter by more than Poisson's law says. */
    private static Likelihood likelihood(Map<String, Integer> sizes) {
        return isChosen(sizes, "clustered") ? Likelihood.NEGATIVE_BINOMIAL : Likelihood.POISSON;
    }

    private static boolean isChosen(Map<String, Integer> sizes, String choice) {
        int chosen = sizes.getOrDefault(choice, 0);
        if (chosen != 0 && chosen != 1) {
            throw new IllegalArgumentException("size %s: %d (expected: 0 for no, 1 for yes)".formatted(choice, chosen));
        }
        return chosen == 1;
    }

    /** Whether it can be made for an element. */
    public boolean suits(Geometry geometry) {
        boolean map = geometry.law() != CountLaw.MULTINOMIAL;
        return switch (this) {
            case DENSE_AUTOENCODER, MASKED_AUTOENCODER -> true;
            case FOUR_CONVOLUTIONS -> map && geometry.nx() >= 16 && geometry.ny() >= 16;
            case STRIDED_CONVOLUTIONS, ONE_CONVOLUTION -> map && geometry.nx() >= 7 && geometry.ny() >= 7;
            case MASKED_DEPTHS -> map && geometry.nz() > 1;
            case LOGISTIC_REGRESSION, PERCEPTRON, CELL_CLASSIFIER, CONVOLUTIONAL_AUTOENCODER, MASKED_CONVOLUTIONS ->
                map && geometry.nx() > 1 && geometry.ny() > 1;
        };
    }

    /** @param chosen sizes other than the usual */
    public Network network(Geometry geometry, Map<String, Integer> chosen) {
        if (!suits(geometry)) {
            throw new IllegalArgumentException(
                    "%s of %s (expected: an element that it suits: a map, or any for autoencoders)"
                            .formatted(label(), geometry.name()));
        }
        chosen.keySet().forEach(size -> {
            if (!sizes.containsKey(size)) {
                throw new IllegalArgumentException(
                        "size %s of %s (expected: one of %s)".formatted(size, label(), sizes().keySet()));
            }
        });
        Map<String, Integer> all = sizes();
        all.putAll(chosen);
        Shape map = new Shape(geometry.nz(), geometry.ny(), geometry.nx());
        List<String> classes = MapFault.State.labels();
        int cells = geometry.cells();
        return switch (this) {
            case LOGISTIC_REGRESSION -> Networks.logisticRegression(map, classes);
            case PERCEPTRON -> Networks.perceptron(map, classes);
            case ONE_CONVOLUTION -> Networks.oneConvolution(map, classes);
            case FOUR_CONVOLUTIONS -> Networks.fourConvolutions(map, classes);
            case STRIDED_CONVOLUTIONS -> Networks.stridedConvolutions(map, classes);
            case CELL_CLASSIFIER -> Networks.cellClassifier(map, classes);
            case DENSE_AUTOENCODER -> Networks.denseAutoencoder(cells, all.get("hidden"), all.get("features"));
            case CONVOLUTIONAL_AUTOENCODER -> Networks.convolutionalAutoencoder(map);
            case MASKED_AUTOENCODER ->
                Networks.maskedAutoencoder(
                        new Head.Expectation(List.of(cells), conditions(all), likelihood(all)),
                        all.get("hidden"),
                        all.get("features"));
            case MASKED_CONVOLUTIONS ->
                Networks.maskedConvolutions(map, conditions(all), likelihood(all), all.get("filters"));
            case MASKED_DEPTHS -> Networks.maskedDepths(map, conditions(all), likelihood(all), all.get("filters"));
        };
    }
}
