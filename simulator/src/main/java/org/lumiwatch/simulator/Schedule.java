package org.lumiwatch.simulator;

import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.lumisection.LumisectionSet;

/** Running conditions of a stream, lumisection by lumisection. Immutable; any lumisection can be asked for. */
public interface Schedule {
    int lumisections();

    /** What is known of a lumisection from outside the histograms; {@code index} from 0. */
    LumisectionConditions conditions(int index);

    /** True conditions; {@code index} from 0. */
    Moment moment(int index);

    /** Changes of conditions that must not alarm, for the truth record. */
    List<Nuisance> nuisances();

    /** All lumisections. */
    default LumisectionSet all() {
        return LumisectionSet.of(
                IntStream.range(0, lumisections()).mapToObj(i -> moment(i).id()).toList());
    }
}
