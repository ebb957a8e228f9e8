package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.neural.Contents;

/** Lumisections as contenders see them, for networks to be trained with. */
record ObservedContents(List<Observed> all) implements Contents {
    ObservedContents {
        all = List.copyOf(all);
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public void write(int index, float[] into, int at) {
        float[] counts = all.get(index).element().histogram().floatContents();
        System.arraycopy(counts, 0, into, at, counts.length);
    }

    @Override
    public double most(int index) {
        return all.get(index).most();
    }
}
