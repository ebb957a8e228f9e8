package org.lumiwatch.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The narrowest number that holds given values exactly, to the last bit, and the bytes of such numbers: little-endian, one after
 * the other. The code is numpy's, so that {@code numpy.frombuffer(contents, type)} reads them.
 */
enum Narrow {
    U1("u1", 1),
    I2("<i2", 2),
    I4("<i4", 4),
    F4("<f4", 4),
    F8("<f8", 8);

    private final String code;
    private final int width;

    Narrow(String code, int width) {
        this.code = code;
        this.width = width;
    }

    String code() {
        return code;
    }

    static Narrow ofCode(String code) {
        for (Narrow narrow : values()) {
            if (narrow.code.equals(code)) {
                return narrow;
            }
        }
        throw new IllegalArgumentException("content type: %s (expected: u1, <i2, <i4, <f4 or <f8)".formatted(code));
    }

    static Narrow of(double[] values) {
        int least = 0;
        int most = 0;
        for (double value : values) {
            int whole = (int) value;
            // Bits, not values: −0.0 is no whole number here, or it would come back as 0.0.
            if (Double.doubleToRawLongBits(whole) != Double.doubleToRawLongBits(value)) {
                return ofFractions(values);
            }
            least = Math.min(least, whole);
            most = Math.max(most, whole);
        }
        if (least >= 0 && most <= 0xFF) {
            return U1;
        }
        return least >= Short.MIN_VALUE && most <= Short.MAX_VALUE ? I2 : I4;
    }

    private static Narrow ofFractions(double[] values) {
        for (double value : values) {
            if (Double.doubleToRawLongBits((float) value) != Double.doubleToRawLongBits(value)) {
                return F8;
            }
        }
        return F4;
    }

    byte[] encode(double[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(values.length, width)).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (this) {
                case U1 -> bytes.put((byte) (int) value);
                case I2 -> bytes.putShort((short) value);
                case I4 -> bytes.putInt((int) value);
                case F4 -> bytes.putFloat((float) value);
                case F8 -> bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    double[] decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[encoded.length / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (this) {
                case U1 -> bytes.get() & 0xFF;
                case I2 -> bytes.getShort();
                case I4 -> bytes.getInt();
                case F4 -> bytes.getFloat();
                case F8 -> bytes.getDouble();
            };
        }
        return values;
    }
}
