package org.lumiwatch.archive;

import java.util.List;
import org.lumiwatch.histogram.Axis;

/** Flow bins apart from in-range contents: what is left of padded contents, in their order, without the cells in range. */
final class FlowBins {
    private FlowBins() {}

    /** Flow bins of {@code padded} contents. */
    static double[] of(List<Axis> axes, double[] padded) {
        double[] flow = new double[padded.length - cells(axes)];
        int n = 0;
        for (int i = 0; i < padded.length; i++) {
            if (!inRange(axes, i)) {
                flow[n++] = padded[i];
            }
        }
        return flow;
    }

    /** Padded contents again. */
    static double[] padded(List<Axis> axes, double[] contents, double[] flow) {
        double[] padded = new double[contents.length + flow.length];
        int inside = 0;
        int outside = 0;
        for (int i = 0; i < padded.length; i++) {
            padded[i] = inRange(axes, i) ? contents[inside++] : flow[outside++];
        }
        return padded;
    }

    private static boolean inRange(List<Axis> axes, int paddedIndex) {
        int rest = paddedIndex;
        for (Axis axis : axes) {
            int size = axis.bins() + 2;
            int at = rest % size;
            if (at == 0 || at == size - 1) {
                return false;
            }
            rest /= size;
        }
        return true;
    }

    private static int cells(List<Axis> axes) {
        int cells = 1;
        for (Axis axis : axes) {
            cells *= axis.bins();
        }
        return cells;
    }
}
