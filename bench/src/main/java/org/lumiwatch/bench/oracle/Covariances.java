package org.lumiwatch.bench.oracle;

import java.util.HashMap;
import java.util.Map;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.lumiwatch.simulator.Latent;

/** True covariances of counts, each count over the root of its mean; those asked for are remembered. Mutable. */
final class Covariances {
    private final Latent latent;
    private final Map<Long, Double> known = new HashMap<>();

    /** @param latent of a typical lumisection */
    Covariances(Latent latent) {
        this.latent = latent;
    }

    Latent latent() {
        return latent;
    }

    /** Of two cells that count. */
    double between(int cell, int other) {
        long pair = (long) Math.min(cell, other) * latent.geometry().cells() + Math.max(cell, other);
        return known.computeIfAbsent(
                pair,
                none -> latent.covarianceBetween(Math.min(cell, other), Math.max(cell, other))
                        / Math.sqrt(latent.mean(cell) * latent.mean(other)));
    }

    RealMatrix between(int[] rows, int[] columns) {
        RealMatrix covariance = MatrixUtils.createRealMatrix(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                covariance.setEntry(i, j, between(rows[i], columns[j]));
            }
        }
        return covariance;
    }
}
