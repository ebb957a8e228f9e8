package org.lumiwatch.neural;

/** Healthy lumisections of one element, in time order, one at a time: they need not be in memory together. */
public interface Contents {
    int size();

    /** Writes the counts of all cells, x fastest. */
    void write(int index, float[] into, int at);

    /** Most that a cell can count; infinity where there is no such bound. */
    default double most(int index) {
        return Double.POSITIVE_INFINITY;
    }

    /** Those from {@code first} to {@code last}, exclusive. */
    default Contents part(int first, int last) {
        Contents all = this;
        return new Contents() {
            @Override
            public int size() {
                return last - first;
            }

            @Override
            public void write(int index, float[] into, int at) {
                all.write(first + index, into, at);
            }

            @Override
            public double most(int index) {
                return all.most(first + index);
            }
        };
    }
}
