package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.IOException;
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
}
