package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.Responses.Recipe;
import org.lumiwatch.simulator.chance.Chance;

/** What distinguishes the barrel from an endcap. Coordinates reach into the halo of {@link ClusterField}. */
interface EcalPart {
    ElementName name();

    List<Axis> axes();

    Geometry geometry();

    ClusterField clusters(double clustering);

    Line digis(Era era);

    /** Form of the map, at a typical pileup; its unit does not matter. */
    double profile(Era era, int x, int y);

    /** How much more than elsewhere the digis of a cell grow with pileup, relative. */
    double lean(int x, int y);

    /** Static responses before defects and eras, cells x fastest; 0 where nothing is built. */
    double[] base(Chance chance, double spread);

    /** −1 to 1: where eras tilt the map and ageing is strongest. */
    double eta(int x, int y);

    Recipe recipe();

    /** Noise that a lumisection of wear adds, relative to what a cell counts without pileup. */
    double noise(int x, int y);

    /** Digis of the whole part in 500 events: {@code perPileup} × pileup + {@code intercept}. */
    record Line(double perPileup, double intercept) {
        Line times(double factor) {
            return new Line(perPileup * factor, intercept * factor);
        }
    }
}
