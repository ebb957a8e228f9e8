package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.histogram.Axis;

/** The forms in which HCAL's occupancy is booked: which channel a cell is. */
enum HcalForm {
    /** One depth: 84 ieta (x, −42…−1 then 1…42) × 72 iphi (y). */
    DEPTH_MAP(84, 72, 1) {
        @Override
        int ieta(int x, int y) {
            return signed(x, 42);
        }

        @Override
        int iphi(int x, int y) {
            return y;
        }

        @Override
        double median(int depth, int ring) {
            return HcalProbabilities.median(depth, ring);
        }

        @Override
        List<Axis> axes() {
            return List.of(Axis.regular(84, -42, 42), Axis.regular(72, 0.5, 72.5));
        }
    },
    /** 72 iphi (x) × 64 ieta (y, −32…−1 then 1…32) × 7 depths (z) of the endcap. */
    ENDCAP(72, 64, 7) {
        @Override
        double median(int depth, int ring) {
            return HcalProbabilities.endcap(depth, ring);
        }
    },
    /** The same × 4 depths of the barrel. */
    BARREL(72, 64, 4) {
        @Override
        double median(int depth, int ring) {
            return HcalProbabilities.barrel(depth, ring);
        }
    };

    final int nx;
    final int ny;
    final int nz;

    HcalForm(int nx, int ny, int nz) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
    }

    /** Signed, never 0. */
    int ieta(int x, int y) {
        return signed(y, 32);
    }

    /** From 0. */
    int iphi(int x, int y) {
        return x;
    }

    /** Share of events over threshold in a ring, that is |ieta|; 0 where it has no channel, 1 where every event is. */
    abstract double median(int depth, int ring);

    List<Axis> axes() {
        return List.of(Axis.regular(nx, 0.5, 72.5), Axis.regular(ny, -32, 32), Axis.regular(nz, 0.5, nz + 0.5));
    }

    private static int signed(int place, int half) {
        return place < half ? place - half : place - half + 1;
    }
}
