package org.lumiwatch.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.util.ArithmeticUtils;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.WinsorisedScale;

/**
 * How much more the counts of blocks scatter than the sum of their cells' variances, because neighbouring cells fluctuate together
 * and because an expectation is wrong over areas. Read off all blocks of a shape in the map itself, outliers cut; never below 1.
 * Where a map holds too few blocks of a shape to tell, it scatters like the next smaller one.
 */
final class BlockScatter {
    private static final int FEWEST_BLOCKS = 15;
    private static final int SAMPLES = 500;

    private final Map<BlockShape, Double> factors = new HashMap<>();

    /** @param shapes small ones first */
    BlockScatter(Geometry geometry, BlockSums sums, List<BlockShape> shapes) {
        double[] squares = new double[2 * SAMPLES];
        int live = 0;
        for (int z = 0; z < geometry.nz(); z++) {
            live += sums.cells(sums.corner(0, 0, z), geometry.nx(), geometry.ny());
        }
        double smaller = 1;
        for (BlockShape shape : shapes) {
            double factor = 1;
            if (!shape.isCell()) {
                boolean few = live < FEWEST_BLOCKS * shape.cells();
                int samples = few ? 0 : squares(geometry, sums, shape, squares);
                factor = samples < FEWEST_BLOCKS ? smaller : Math.max(1, WinsorisedScale.variance(squares, samples));
            }
            smaller = factor;
            factors.put(shape, factor);
        }
    }

    double factor(BlockShape shape) {
        return factors.getOrDefault(shape, 1.0);
    }

    /** Factor of the shape whose sides are nearest in proportion. */
    double factorOf(int width, int height) {
        BlockShape exact = new BlockShape(width, height);
        if (factors.containsKey(exact)) {
            return factors.get(exact);
        }
        double best = Double.POSITIVE_INFINITY;
        double factor = 1;
        for (Map.Entry<BlockShape, Double> entry : factors.entrySet()) {
            BlockShape shape = entry.getKey();
            double distance = Math.abs(Math.log((double) shape.width() / width))
                    + Math.abs(Math.log((double) shape.height() / height));
            if (distance < best || (distance == best && entry.getValue() > factor)) {
                best = distance;
                factor = entry.getValue();
            }
        }
        return factor;
    }

    private static int squares(Geometry geometry, BlockSums sums, BlockShape shape, double[] squares) {
        int columns = geometry.nx() - shape.width() + 1;
        int rows = (geometry.ny() - shape.height() + 1) * geometry.nz();
        int step = Math.max(1, (int) ((long) columns * rows / SAMPLES));
        // A step that shares a factor with the row's length would see few columns only.
        while (ArithmeticUtils.gcd(step, columns) > 1) {
            step++;
        }
        int n = 0;
        for (long at = 0; at < (long) columns * rows && n < squares.length; at += step) {
            int row = (int) (at / columns);
            int z = row / (geometry.ny() - shape.height() + 1);
            int y = row % (geometry.ny() - shape.height() + 1);
            int corner = sums.corner((int) (at % columns), y, z);
            if (2 * sums.cells(corner, shape.width(), shape.height()) < shape.cells()) {
                continue;
            }
            double deviation = sums.count(corner, shape.width(), shape.height())
                    - sums.mean(corner, shape.width(), shape.height());
            squares[n++] = deviation * deviation / Math.max(sums.variance(corner, shape.width(), shape.height()), 1e-9);
        }
        return n;
    }
}
