package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cells that were found faulty by themselves and came back by themselves: they will do so again, and until they have been quiet for long
 * nothing they do tells of the block, ring or group around them. Mutable.
 */
final class UnsteadyCells {
    /** Lumisections since a cell last came back after which it is as good as any other. */
    private static final int MEMORY = 500;
    /** Share of cells beyond which it is not cells that come and go, but something larger. */
    private static final double MOST = 0.05;

    private final int[] left;

    UnsteadyCells(int cells) {
        this.left = new int[cells];
    }

    /**
     * One flag a cell; none is set when too many would be.
     *
     * @param back cells that came back in the lumisection that is looked at
     * @param live number of cells that could have
     */
    boolean[] with(boolean[] back, int live) {
        boolean[] unsteady = back.clone();
        int set = 0;
        for (int cell = 0; cell < left.length; cell++) {
            unsteady[cell] |= left[cell] > 0;
            set += unsteady[cell] ? 1 : 0;
        }
        return set <= MOST * live ? unsteady : new boolean[left.length];
    }

    /** Takes note of a lumisection in which these cells came back. */
    void note(boolean[] back) {
        for (int cell = 0; cell < left.length; cell++) {
            left[cell] = back[cell] ? MEMORY : Math.max(0, left[cell] - 1);
        }
    }

    void save(DataOutput out) throws IOException {
        for (int one : left) {
            out.writeInt(one);
        }
    }

    void restore(DataInput in) throws IOException {
        for (int cell = 0; cell < left.length; cell++) {
            left[cell] = in.readInt();
        }
    }
}
