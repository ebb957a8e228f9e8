package org.lumiwatch.bench.protocol;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.monitor.Lumisection;

/**
 * Mean counts of each cell in proportion to events, and Poisson's z about them: what a person would write first. The mean's own
 * uncertainty is allowed for; expectations below 1 are taken for 1.
 */
final class StaticRates {
    /** For some 10⁵ cells in a lumisection, at less than one false alarm in a hundred lumisections. */
    private static final double DEVIATIONS = 6;

    private final Map<ElementName, double[]> sums = new TreeMap<>();
    private double events;

    private StaticRates() {}

    static StaticRates of(InMemorySet set, List<Lumisection> learned) {
        StaticRates rates = new StaticRates();
        for (Lumisection lumisection : learned) {
            rates.events += HcalRateStep.events(set, lumisection);
            for (MonitorElement element : lumisection.elements()) {
                double[] sum = rates.sums.computeIfAbsent(
                        element.name(), name -> new double[element.histogram().cells()]);
                for (int cell = 0; cell < sum.length; cell++) {
                    sum[cell] += element.histogram().at(cell);
                }
            }
        }
        return rates;
    }

    /** Whether any cell of the box counts too few in a lumisection of so many events. */
    boolean lacks(MonitorElement element, double ofEvents, Box box) {
        return furthest(element, ofEvents, box, -1) > DEVIATIONS;
    }

    /** Whether any cell of the box counts too many. */
    boolean exceeds(MonitorElement element, double ofEvents, Box box) {
        return furthest(element, ofEvents, box, 1) > DEVIATIONS;
    }

    /** Greatest deviation in the direction of {@code sign}. */
    private double furthest(MonitorElement element, double ofEvents, Box box, int sign) {
        double[] sum = sums.getOrDefault(element.name(), new double[0]);
        double exposure = ofEvents / events;
        int nx = element.histogram().bins(0);
        double furthest = 0;
        for (int cell = 0; cell < sum.length; cell++) {
            if (box.contains(cell % nx, cell / nx, 0)) {
                double expected = Math.max(sum[cell] * exposure, 1);
                double z = (element.histogram().at(cell) - expected) / Math.sqrt(expected * (1 + exposure));
                furthest = Math.max(furthest, sign * z);
            }
        }
        return furthest;
    }
}
