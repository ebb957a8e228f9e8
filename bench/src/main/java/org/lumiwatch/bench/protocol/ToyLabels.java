package org.lumiwatch.bench.protocol;

import org.lumiwatch.evaluate.LabelRegime;

/** When labels of runs after the history are known. */
enum ToyLabels {
    AT_ONCE("labels at once", new LabelRegime.Immediate()),
    LATE("labels 20 runs late", new LabelRegime.DelayRuns(20)),
    NONE("no labels", new LabelRegime.None());

    private final String label;
    private final LabelRegime regime;

    ToyLabels(String label, LabelRegime regime) {
        this.label = label;
        this.regime = regime;
    }

    String label() {
        return label;
    }

    LabelRegime regime() {
        return regime;
    }
}
