package org.lumiwatch.simulator;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;

/**
 * One of the four missing-energy elements, filled from the events of {@link EnergySample}: all four see the same ones, so that they
 * agree with each other. MET is the length of the imbalance, its significance S = MET/√ΣET.
 */
final class MissingEnergy implements ElementGenerator {
    private final EnergySample.Source source;
    private final Variable variable;
    private final ElementName name;
    private final Axis axis;
    private final Distortion distortion;

    /** What is filled, with its usual axis. */
    private enum Variable {
        SIGNIFICANCE("METSig"),
        DIRECTION("METPhi"),
        SIZE("MET_2"),
        SUM("SumET");

        private final String shortName;

        Variable(String shortName) {
            this.shortName = shortName;
        }

        Axis axis() {
            return switch (this) {
                case SIGNIFICANCE -> Axis.regular(51, 0, 5.1);
                case DIRECTION -> Axis.regular(64, -StrictMath.PI, StrictMath.PI);
                case SIZE -> Axis.regular(100, 0, 200);
                case SUM -> Axis.regular(100, 0, 4000);
            };
        }
    }

    private MissingEnergy(EnergySample.Source source, Variable variable, Distortion distortion) {
        this.source = source;
        this.variable = variable;
        this.name = new ElementName("JetMET/MET/pfMETT1/Cleaned/" + variable.shortName);
        this.axis = variable.axis();
        this.distortion = distortion;
    }

    static List<MissingEnergy> all(long seed) {
        EnergySample.Source source = new EnergySample.Source(seed);
        return Arrays.stream(Variable.values())
                .map(variable -> new MissingEnergy(source, variable, Distortion.NONE))
                .toList();
    }

    boolean showsDirection() {
        return variable == Variable.DIRECTION;
    }

    @Override
    public ElementName name() {
        return name;
    }

    @Override
    public Geometry geometry() {
        return Geometry.line(axis.bins());
    }

    @Override
    public List<Axis> axes() {
        return List.of(axis);
    }

    @Override
    public boolean live(Era era, int cell) {
        return true;
    }

    @Override
    public String knownDefects(Era era) {
        return "";
    }

    @Override
    public MissingEnergy distorted(Distortion change) {
        return new MissingEnergy(source, variable, distortion.plus(change));
    }

    @Override
    public Cells draw(Moment moment) {
        Cells cells = filled(source.of(moment, distortion));
        System.arraycopy(cells.counts, 0, cells.rates, 0, cells.counts.length);
        return cells;
    }

    /** Bins of one sample of a known number of events: multinomial. */
    @Override
    public Latent latent(Moment moment) {
        EnergySample points = source.expected(moment, distortion);
        double[] means = filled(points).counts;
        for (int bin = 0; bin < means.length; bin++) {
            means[bin] *= (double) moment.events() / Math.max(1, points.sum.length);
        }
        return new Latent(
                geometry(),
                means,
                Integer.MAX_VALUE,
                (bin, other) -> -means[bin] * means[other] / Math.max(1, moment.events()));
    }

    private Cells filled(EnergySample sample) {
        Cells cells = new Cells(axis.bins(), Double.POSITIVE_INFINITY);
        for (int i = 0; i < sample.sum.length; i++) {
            double value = distortion.widening() * value(sample.x[i], sample.y[i], sample.sum[i]) + distortion.shift();
            int bin = axis.indexOf(value);
            if (bin < 0) {
                cells.underflow++;
            } else if (bin >= axis.bins()) {
                cells.overflow++;
            } else {
                cells.counts[bin]++;
            }
        }
        return cells;
    }

    private double value(double x, double y, double sum) {
        return switch (variable) {
            case SIGNIFICANCE -> Math.sqrt((x * x + y * y) / sum);
            case DIRECTION -> StrictMath.atan2(y, x);
            case SIZE -> Math.sqrt(x * x + y * y);
            case SUM -> sum;
        };
    }
}
