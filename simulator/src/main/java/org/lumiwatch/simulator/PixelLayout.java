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

/**
 * The two ways in which a pixel barrel layer is booked.
 *
 * @param rate digis per cell, event and interaction in the middle
 * @param spillX share of a cluster's further digis in the cells beside it along x
 * @param spillY the same along y
 * @param groupHeight rows that share a ladder and its response
 */
record PixelLayout(
        ElementName name,
        List<Axis> axes,
        Geometry geometry,
        double rate,
        double spillX,
        double spillY,
        int groupHeight) {
    private static final String FOLDER = "PixelPhase1/Phase1_MechanicalView/PXBarrel/";
    private static final List<Integer> LADDERS = List.of(6, 14, 22, 32);
    private static final int CHIPS_OF_A_MODULE = 8;
    /** Digis per chip, and per bin of the fine map: 1 to 7 in 1,800 events at pileup 45. */
    private static final List<Double> CHIP_RATES = List.of(0.0016, 0.0009, 0.0006, 0.00045);

    private static final List<Double> BIN_RATES = List.of(6.5e-5, 3.7e-5, 2.4e-5, 1.8e-5);

    private static final int CHIP = 8;
    private static final int MODULE = 3 * CHIP;
    private static final int LADDER = 15;
    private static final int FINE_X = 200;
    private static final int FINE_Y = 300;

    /**
     * One cell a readout chip: 72 along the beam (x, signed module coordinate, 8 a module) by 2 a ladder (y, signed ladder coordinate).
     * Module 0 and ladder 0 do not exist.
     */
    static PixelLayout chips(int layer) {
        check(layer);
        int ladders = LADDERS.get(layer - 1);
        int nx = 9 * CHIPS_OF_A_MODULE;
        int ny = 2 * (2 * ladders + 1);
        List<HardwareGroup> modules = new ArrayList<>();
        for (int ladder = -ladders; ladder <= ladders; ladder++) {
            for (int module = -4; module <= 4; module++) {
                if (ladder != 0 && module != 0) {
                    int x = (module + 4) * CHIPS_OF_A_MODULE;
                    int y = (ladder + ladders) * 2;
                    modules.add(new HardwareGroup(
                            "BPix_L%d_LAD%+03d_MOD%+d".formatted(layer, ladder, module),
                            List.of(Box.of(x, y, x + CHIPS_OF_A_MODULE - 1, y + 1))));
                }
            }
        }
        List<Box> absent = List.of(
                Box.of(4 * CHIPS_OF_A_MODULE, 0, 5 * CHIPS_OF_A_MODULE - 1, ny - 1),
                Box.of(0, 2 * ladders, nx - 1, 2 * ladders + 1));
        return new PixelLayout(
                new ElementName(FOLDER + "digi_occupancy_per_SignedModuleCoord_per_SignedLadderCoord_PXLayer_" + layer),
                List.of(Axis.regular(nx, -4.5, 4.5), Axis.regular(ny, -ladders - 0.5, ladders + 0.5)),
                geometry(layer, nx, ny, false, modules, absent),
                CHIP_RATES.get(layer - 1),
                0.2,
                0,
                2);
    }

    /**
     * 200 bins along the beam (x) by 300 around it (y). Chosen for every layer: 20 ladders of 15 bins, each of 8 modules of 24 bins, 6
     * chips a module of 8×8 or 8×7 bins; the middle 8 columns are a gap.
     */
    static PixelLayout bins(int layer) {
        check(layer);
        List<HardwareGroup> groups = new ArrayList<>();
        for (int ladder = 0; ladder < FINE_Y / LADDER; ladder++) {
            String name = "BPix_L%d_LAD%02d".formatted(layer, ladder + 1);
            int y = ladder * LADDER;
            List<Box> halves = List.of(Box.of(0, y, 95, y + LADDER - 1), Box.of(104, y, FINE_X - 1, y + LADDER - 1));
            groups.add(new HardwareGroup(name, halves));
            for (int module = 0; module < 8; module++) {
                int x = module * MODULE + (module < 4 ? 0 : CHIP);
                String inLadder = "%s_MOD%+d".formatted(name, module < 4 ? module - 4 : module - 3);
                groups.add(new HardwareGroup(inLadder, List.of(Box.of(x, y, x + MODULE - 1, y + LADDER - 1))));
                for (int chip = 0; chip < 3; chip++) {
                    int left = x + chip * CHIP;
                    groups.add(new HardwareGroup(
                            inLadder + "_ROC" + chip, List.of(Box.of(left, y, left + CHIP - 1, y + CHIP - 1))));
                    groups.add(new HardwareGroup(
                            inLadder + "_ROC" + (chip + 3),
                            List.of(Box.of(left, y + CHIP, left + CHIP - 1, y + LADDER - 1))));
                }
            }
        }
        return new PixelLayout(
                new ElementName(FOLDER + "digi_occupancy_map_PXLayer_" + layer),
                List.of(Axis.regular(FINE_X, -27, 27), Axis.regular(FINE_Y, -180, 180)),
                geometry(layer, FINE_X, FINE_Y, true, groups, List.of(Box.of(96, 0, 103, FINE_Y - 1))),
                BIN_RATES.get(layer - 1),
                0.1,
                0.1,
                LADDER);
    }

    private static void check(int layer) {
        if (layer < 1 || layer > LADDERS.size()) {
            throw new IllegalArgumentException("pixel layer: %d (expected: 1 to 4)".formatted(layer));
        }
    }

    private static Geometry geometry(
            int layer, int nx, int ny, boolean yPeriodic, List<HardwareGroup> groups, List<Box> absent) {
        return new Geometry(
                "pixel barrel layer " + layer,
                nx,
                ny,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.X,
                false,
                yPeriodic,
                new Tower(1, 1),
                groups,
                absent,
                true);
    }
}
