package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;

/** Contents of one element over many lumisections at steady conditions, for measuring how they fluctuate. */
final class MapStream {
    final int nx;
    final int ny;
    final List<double[]> lumisections = new ArrayList<>();
    private final double[] mean;

    private MapStream(int nx, int ny) {
        this.nx = nx;
        this.ny = ny;
        this.mean = new double[nx * ny];
    }

    /** Steady pileup, element {@code number} of the subdetector. */
    static MapStream of(Subdetector subdetector, int number, Fill fill) {
        var geometry = subdetector.geometry(subdetector.elements().get(number));
        MapStream stream = new MapStream(geometry.nx(), geometry.ny());
        Simulation simulation = new Simulation(1, fill, List.of(subdetector), List.of());
        for (int i = 0; i < fill.lumisections(); i++) {
            stream.lumisections.add(
                    simulation.lumisection(i).get(number).histogram().contents());
        }
        stream.average(fill);
        return stream;
    }

    static Fill steady(long seed, int lumisections, double pileup, int events) {
        return new Fill(
                seed,
                Fill.Options.of(lumisections)
                        .withPileup(pileup, new Luminosity.Levelled(lumisections, 12))
                        .withEvents(events, List.of()));
    }

    /** Divides every lumisection by its events, in units of the mean number of events. */
    private void average(Fill fill) {
        double events = 0;
        for (int i = 0; i < lumisections.size(); i++) {
            events += (double) fill.moment(i).events() / lumisections.size();
        }
        for (int i = 0; i < lumisections.size(); i++) {
            double scale = events / fill.moment(i).events();
            double[] contents = lumisections.get(i);
            for (int cell = 0; cell < mean.length; cell++) {
                contents[cell] *= scale;
                mean[cell] += contents[cell] / lumisections.size();
            }
        }
    }

    double mean(int cell) {
        return mean[cell];
    }

    /** Mean over all cells of the variance over the mean. */
    double fano() {
        double sum = 0;
        int cells = 0;
        for (int cell = 0; cell < mean.length; cell++) {
            if (mean[cell] > 0) {
                sum += covariance(cell, cell) / mean[cell];
                cells++;
            }
        }
        return sum / cells;
    }

    /** Mean correlation of the fluctuations of cells a distance apart, of live cells one and more from the edges. */
    double correlation(int dx, int dy) {
        double sum = 0;
        int pairs = 0;
        for (int y = 2; y < ny - 2; y++) {
            for (int x = 2; x < nx - 2; x++) {
                int a = y * nx + x;
                int b = (y + dy) * nx + x + dx;
                double spread = Math.sqrt(covariance(a, a) * covariance(b, b));
                if (spread > 1e-6) {
                    sum += covariance(a, b) / spread;
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    private double covariance(int a, int b) {
        double sum = 0;
        for (double[] contents : lumisections) {
            sum += (contents[a] - mean[a]) * (contents[b] - mean[b]);
        }
        return sum / (lumisections.size() - 1);
    }

    /** Fluctuation of a cell in one lumisection, in units of the square root of its mean. */
    double fluctuation(int lumisection, int cell) {
        return (lumisections.get(lumisection)[cell] - mean[cell]) / Math.sqrt(mean[cell]);
    }
}
