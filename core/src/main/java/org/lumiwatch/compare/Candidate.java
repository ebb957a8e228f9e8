package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** A place that may explain part of a map, before it is chosen. */
record Candidate(List<Box> boxes, String group, double logRatio, double logTrials) implements Comparable<Candidate> {
    static Candidate block(Box box, double logRatio, double logTrials) {
        return new Candidate(List.of(box), "", logRatio, logTrials);
    }

    /** Log-likelihood ratio that is left after the number of places tried. */
    double score() {
        return logRatio - logTrials;
    }

    boolean touches(Candidate other) {
        for (Box mine : boxes) {
            for (Box its : other.boxes) {
                if (mine.common(its) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Raises the flags of its cells. */
    void flag(Geometry geometry, boolean[] flags) {
        for (Box box : boxes) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                for (int y = box.y0(); y <= box.y1(); y++) {
                    Arrays.fill(flags, geometry.cell(box.x0(), y, z), geometry.cell(box.x1(), y, z) + 1, true);
                }
            }
        }
    }

    /** The best one first; the smaller one of equals. */
    @Override
    public int compareTo(Candidate other) {
        int byScore = Double.compare(other.score(), score());
        return byScore != 0 ? byScore : Long.compare(cells(), other.cells());
    }

    private long cells() {
        return boxes.stream().mapToLong(Box::cells).sum();
    }
}
