package org.lumiwatch.cli;

import java.util.List;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;

/** All kinds of quality tests, the preferred first: a later one judges an element while the earlier have no reference. */
final class Tests {
    private Tests() {}

    static List<QualityTestKind> all() {
        return QualityTests.all();
    }
}
