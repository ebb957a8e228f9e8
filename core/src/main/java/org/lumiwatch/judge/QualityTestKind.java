package org.lumiwatch.judge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;

/** A kind of quality test, which can begin one for an element. */
public interface QualityTestKind {
    TestId id();

    /** Whether elements of this geometry, looking like {@code sample}, are judged by this kind. */
    boolean judges(Geometry geometry, Histogram sample);

    /** A test with no memory. */
    QualityTest begin(ElementName name, Geometry geometry, TestOptions options);

    /** A test with the memory that {@link QualityTest#save} wrote. */
    QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in) throws IOException;

    /** Another test with all that {@code test}, one of this kind, knows; from now on each goes its own way. */
    default QualityTest copyOf(QualityTest test, ElementName name, Geometry geometry, TestOptions options) {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        try {
            test.save(new DataOutputStream(memory));
            return restore(
                    name, geometry, options, new DataInputStream(new ByteArrayInputStream(memory.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
