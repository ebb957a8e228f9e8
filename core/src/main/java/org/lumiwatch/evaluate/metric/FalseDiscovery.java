package org.lumiwatch.evaluate.metric;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * False discovery rate at 99 % capture, cell level: the threshold is the highest that 99 % of the faulty cells reach, and
 * FDR = FP/(FP + TP) (CMS ECAL, arXiv:2309.10157). It is for one fault an image: FP is the number of false cells an image, TP is .99. False
 * cells are counted in background images of their own, so that few faulty images set no floor.
 *
 * <p>Overlapping windows see one fluctuation several times. Each false cell counts as {@code independent/images} of one, so that
 * nothing seen gives the limit 3/{@code independent}.
 *
 * @param faulty scores of the faulty cells, negated, so that the tail that is kept is the lowest
 * @param background scores of cells without a fault
 * @param images background images: windows times maps
 * @param independent how many of them do not overlap
 */
public record FalseDiscovery(ScoreTail faulty, ScoreTail background, long images, long independent) {
    /** Share of faulty cells that are at or above the threshold. */
    public static final double CAPTURE = 0.99;

    private static final double TAIL = 0.025;

    public FalseDiscovery {
        if (independent < 0 || independent > images) {
            throw new IllegalArgumentException(
                    "independent images: %d of %d (expected: 0 to all)".formatted(independent, images));
        }
    }

    /** Of nothing: the identity of {@link #plus} among those that keep as many scores. */
    public static FalseDiscovery none(int kept) {
        return new FalseDiscovery(ScoreTail.none(kept), ScoreTail.none(kept), 0, 0);
    }

    public FalseDiscovery plus(FalseDiscovery other) {
        return new FalseDiscovery(
                faulty.plus(other.faulty),
                background.plus(other.background),
                images + other.images,
                independent + other.independent);
    }

    /** The highest score that {@link #CAPTURE} of the faulty cells reach; NaN when there are none. */
    public double threshold() {
        long below = (long) Math.floor((1 - CAPTURE) * faulty.total() + 1e-9);
        return threshold(below);
    }

    private double threshold(long below) {
        return faulty.total() == 0 ? Double.NaN : -faulty.atRank(Math.min(below + 1, faulty.total()));
    }

    /** False cells an image at the threshold; of nothing when there are no faulty cells. */
    public Rate falseCells() {
        return falseCells(threshold());
    }

    private Rate falseCells(double threshold) {
        if (Double.isNaN(threshold) || images == 0) {
            return Rate.NONE;
        }
        double weight = (double) independent / images;
        return new Rate(background.atLeast(threshold) * weight, independent);
    }

    /** 0 to 1; NaN when there are no faulty cells or no images. */
    public double value() {
        return rate(falseCells().value());
    }

    /**
     * 95 %: the Poisson interval of the false cells, in quadrature with what they would be at the bounds of the threshold, which are
     * the order statistics at the 2.5 and 97.5 % points of the number of faulty cells below. With fewer than 368 faulty cells the
     * lower of these is the lowest score. Cells that fluctuate together are taken as independent: compare with a bootstrap of trials.
     */
    public Interval interval() {
        Rate cells = falseCells();
        if (cells.exposure() == 0) {
            return Interval.UNKNOWN;
        }
        BinomialDistribution below = new BinomialDistribution(Math.toIntExact(faulty.total()), 1 - CAPTURE);
        int most = below.inverseCumulativeProbability(1 - TAIL);
        int least = Math.max(0, below.inverseCumulativeProbability(TAIL) - 1);
        double fewer = falseCells(threshold(most)).value();
        double more = falseCells(threshold(least)).value();
        Interval poisson = cells.interval();
        double value = cells.value();
        return new Interval(
                rate(Math.max(0, value - Math.hypot(value - poisson.low(), value - fewer))),
                rate(value + Math.hypot(poisson.high() - value, more - value)));
    }

    /** Whether no false cell was seen: only the interval's upper bound is to be quoted. */
    public boolean nothingSeen() {
        return falseCells().exposure() > 0 && falseCells().count() == 0;
    }

    private static double rate(double falseCells) {
        return falseCells / (falseCells + CAPTURE);
    }

    /** Takes scores one by one. Mutable; one thread at a time. */
    public static final class Recorder {
        private final ScoreTail.Recorder faulty;
        private final ScoreTail.Recorder background;
        private long images;
        private long independent;

        /** @param kept 1,000 are exact for 100,000 faulty cells and 1,000 false ones */
        public Recorder(int kept) {
            this.faulty = new ScoreTail.Recorder(kept);
            this.background = new ScoreTail.Recorder(kept);
        }

        /** A cell with a fault. */
        public void faulty(double score) {
            faulty.add(-score);
        }

        /** A cell with a fault that was masked, gated or undecided: a miss at every threshold. */
        public void missed() {
            faulty(Double.NEGATIVE_INFINITY);
        }

        /** A cell of a background image. */
        public void background(double score) {
            background.add(score);
        }

        /** A background image is complete; its window overlaps none of those that were counted by this method. */
        public void independentImage() {
            images++;
            independent++;
        }

        /** A background image is complete; its window overlaps others. */
        public void overlappingImage() {
            images++;
        }

        public FalseDiscovery result() {
            return new FalseDiscovery(faulty.tail(), background.tail(), images, independent);
        }
    }
}
