package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.element.Geometry.Tower;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.Responses.Recipe;
import org.lumiwatch.simulator.chance.Chance;

/**
 * One endcap of ECAL: 20×20 supercrystals, of which the 308 of a disc with a hole of 4×2 exist. Digis and profile as measured on
 * public maps: 2.2 to 2.3 of the mean over all 400 bins at radius 3 to 4 supercrystals, falling to .89 at 9 to 10.
 *
 * <p>Chosen: 9 sectors of 40° with a spread of 3 %, supercrystals of 5 %. Response falls by 6 % a year of 247,000 lumisections at the
 * rim and 30 % at the hole, occupancy 1.5 times as much; noise adds 5 % a year of the counts without pileup at the rim, 25 % at the
 * hole.
 */
final class EcalEndcap implements EcalPart {
    static final int SIZE = 20;
    private static final int SECTORS = 9;
    private static final double RIM = 9.5;
    private static final double FLAT = 4;
    private static final List<Axis> AXES = List.of(Axis.regular(SIZE, 0, 100), Axis.regular(SIZE, 0, 100));

    private final ElementName name;
    private final Geometry geometry;
    private final Line in2022;

    private EcalEndcap(String side, Line in2022) {
        this.name = new ElementName("EcalEndcap/EEOccupancyTask/EEOT digi occupancy EE " + side);
        this.geometry = geometry("EE" + side);
        this.in2022 = in2022;
    }

    static EcalEndcap plus() {
        return new EcalEndcap("+", new Line(2097, 49052));
    }

    static EcalEndcap minus() {
        return new EcalEndcap("-", new Line(2030, 48742));
    }

    static boolean built(int x, int y) {
        boolean hole = x >= 8 && x <= 11 && y >= 9 && y <= 10;
        return radius(x, y) <= 10.05 && !hole;
    }

    /** From the middle of the disc, in supercrystals. */
    private static double radius(int x, int y) {
        double fromX = x - (SIZE - 1) / 2.0;
        double fromY = y - (SIZE - 1) / 2.0;
        return Math.sqrt(fromX * fromX + fromY * fromY);
    }

    /** 0 to 8, counter-clockwise from the x axis. */
    private static int sector(int x, int y) {
        double turn = StrictMath.atan2(y - (SIZE - 1) / 2.0, x - (SIZE - 1) / 2.0) / (2 * StrictMath.PI);
        return (int) ((turn < 0 ? turn + 1 : turn) * SECTORS);
    }

    private static Geometry geometry(String side) {
        List<List<Box>> sectors = new ArrayList<>();
        for (int i = 0; i < SECTORS; i++) {
            sectors.add(new ArrayList<>());
        }
        List<Box> absent = new ArrayList<>();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                (built(x, y) ? sectors.get(sector(x, y)) : absent).add(Box.of(x, y, x, y));
            }
        }
        List<HardwareGroup> groups = new ArrayList<>();
        for (int i = 0; i < SECTORS; i++) {
            groups.add(new HardwareGroup("%s%02d".formatted(side, i + 1), sectors.get(i)));
        }
        return new Geometry(
                "ECAL endcap supercrystals",
                SIZE,
                SIZE,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.RADIUS,
                false,
                false,
                new Tower(1, 1),
                groups,
                absent,
                true);
    }

    @Override
    public ElementName name() {
        return name;
    }

    @Override
    public List<Axis> axes() {
        return AXES;
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public ClusterField clusters(double clustering) {
        return new ClusterField(SIZE, SIZE, false, clustering);
    }

    @Override
    public Line digis(Era era) {
        return in2022.times(era.rate() / Era.Y2022.rate());
    }

    /** The power makes the mean over all 400 bins 1, as in the measurement. */
    @Override
    public double profile(Era era, int x, int y) {
        double inwards = (RIM - Math.clamp(radius(x, y), FLAT, RIM)) / (RIM - FLAT);
        return 0.89 + 1.36 * StrictMath.pow(inwards, 2.5);
    }

    @Override
    public double lean(int x, int y) {
        return 0;
    }

    /** 0 at the rim, 1 at the hole. */
    @Override
    public double eta(int x, int y) {
        return Math.clamp((RIM - radius(x, y)) / (RIM - 1.5), 0, 1);
    }

    @Override
    public double[] base(Chance chance, double spread) {
        double[] sectors = new double[SECTORS];
        for (int i = 0; i < SECTORS; i++) {
            sectors[i] = 1 + 0.03 * spread * chance.normal();
        }
        double[] base = new double[SIZE * SIZE];
        for (int cell = 0; cell < base.length; cell++) {
            double own = 1 + 0.05 * spread * chance.normal();
            if (built(cell % SIZE, cell / SIZE)) {
                base[cell] = sectors[sector(cell % SIZE, cell / SIZE)] * own;
            }
        }
        return base;
    }

    @Override
    public Recipe recipe() {
        return new Recipe(0.05, 0.007, 0.002, 3.6e-7, 2.5e-6);
    }

    @Override
    public double noise(int x, int y) {
        return 2e-7 * (1 + 4 * eta(x, y));
    }
}
