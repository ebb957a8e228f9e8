package org.lumiwatch.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;

/** A fault that is put into a copy of a healthy lumisection, so that algorithms can be trained, examined and compared. */
public interface StandardFault {
    String label();

    /**
     * Spoils counts at a place of its choice.
     *
     * @param counts of the cells of {@code geometry}, from {@code at} on
     * @param most that a cell can count
     * @return the cells that it changed
     */
    Box into(float[] counts, int at, Geometry geometry, double most, RandomGenerator random);

    /** The set by which every algorithm on an element of this geometry is examined. */
    static List<? extends StandardFault> of(Geometry geometry) {
        return geometry.law() == CountLaw.MULTINOMIAL ? DistributionFault.standard() : MapFault.standard();
    }
}
