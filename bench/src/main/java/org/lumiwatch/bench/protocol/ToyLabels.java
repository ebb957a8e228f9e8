package org.lumiwatch.bench.protocol;

import org.lumiwatch.evaluate.LabelRegime;

/** When labels of runs after the history are known. */
enum ToyLabels {
    AT_ONCE("labels at once"),
    LATE("labels 20 runs late"),
    NONE("no labels");

    private final String label;

    ToyLabels(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    LabelRegime regime() {
        return switch (this) {
            case AT_ONCE -> new LabelRegime.Immediate();
            case LATE -> new LabelRegime.DelayRuns(20);
            case NONE -> new LabelRegime.None();
        };
    }
}
