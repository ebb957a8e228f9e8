package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Vectors in saved memories: bare values, the length is known from elsewhere. */
final class Doubles {
    private Doubles() {}

    static void write(double[] values, DataOutput out) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] read(int length, DataInput in) throws IOException {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
