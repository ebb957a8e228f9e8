package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.Responses.Recipe;
import org.lumiwatch.simulator.chance.Chance;

/**
 * The 72 iphi (x) × 34 ieta (y) towers of the ECAL barrel: static spreads of 5 % per tower and 4.9 % per supermodule, weak
 * harmonics in phi, towers dead or odd, all as measured on public maps; in 2018 edges 1.31 of the mean and the middle .80 to .84, in
 * 2022 edges 1.56 and the middle .66.
 *
 * <p>Ageing, chosen: response falls by 2 % a year of 247,000 lumisections in the middle and 6 % at the edges, occupancy 1.5 times as
 * much.
 */
final class EcalBarrel implements EcalPart {
    static final int NX = 72;
    static final int NY = 34;

    private static final ElementName NAME = new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy");
    private static final List<Axis> AXES = List.of(Axis.regular(NX, 0, 360), Axis.regular(NY, -85, 85));
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));
    private static final Line IN_2022 = new Line(9087.29, 391988);

    @Override
    public ElementName name() {
        return NAME;
    }

    @Override
    public List<Axis> axes() {
        return AXES;
    }

    @Override
    public Geometry geometry() {
        return GEOMETRY;
    }

    @Override
    public ClusterField clusters(double clustering) {
        return new ClusterField(NX, NY, true, clustering);
    }

    @Override
    public Line digis(Era era) {
        return switch (era) {
            case Y2018 -> new Line(8626, 354777);
            case Y2022 -> IN_2022;
            case Y2024 -> IN_2022.times(Era.Y2024.rate() / Era.Y2022.rate());
        };
    }

    @Override
    public double profile(Era era, int x, int y) {
        double distance = StrictMath.abs(eta(x, y));
        return switch (era) {
            case Y2018 -> 0.82 + 0.49 * StrictMath.pow(distance, 2.1);
            case Y2022, Y2024 -> 0.66 + 0.9 * StrictMath.pow(distance, 1.9);
        };
    }

    @Override
    public double lean(int x, int y) {
        return 0.1 * (2 * eta(x, y) * eta(x, y) - 0.67);
    }

    @Override
    public double eta(int x, int y) {
        return (Math.clamp(y, 0, NY - 1) - (NY - 1) / 2.0) / ((NY - 1) / 2.0);
    }

    @Override
    public double[] base(Chance chance, double spread) {
        double[] modules = new double[36];
        for (int i = 0; i < modules.length; i++) {
            modules[i] = 1 + 0.049 * spread * chance.normal();
        }
        double[] waves = waves(chance, spread);
        double[] base = new double[NX * NY];
        for (int cell = 0; cell < base.length; cell++) {
            int x = cell % NX;
            int y = cell / NX;
            base[cell] = waves[x] * modules[x / 4 + (y < NY / 2 ? 0 : 18)] * (1 + 0.05 * spread * chance.normal());
        }
        return base;
    }

    private static double[] waves(Chance chance, double spread) {
        double[] waves = new double[NX];
        java.util.Arrays.fill(waves, 1);
        for (int n = 1; n <= 3; n++) {
            double amplitude = spread * (0.02 + 0.01 * chance.nextDouble());
            double phase = 2 * StrictMath.PI * chance.nextDouble();
            for (int x = 0; x < NX; x++) {
                waves[x] += amplitude * StrictMath.cos(n * 2 * StrictMath.PI * x / NX + phase);
            }
        }
        return waves;
    }

    @Override
    public Recipe recipe() {
        return new Recipe(0.05, 0.005, 0.002, 1.2e-7, 3.6e-7);
    }

    @Override
    public double noise(int x, int y) {
        return 0;
    }
}
