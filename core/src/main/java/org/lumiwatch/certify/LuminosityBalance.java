package org.lumiwatch.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was kept and what was lost, by reason. Luminosity is what was recorded, in /pb; lumisections whose luminosity is not known
 * are counted but weigh nothing.
 *
 * @param unknown lumisections of unknown luminosity
 * @param losses by falling luminosity, then lumisections
 */
public record LuminosityBalance(Share kept, Share lost, long unknown, List<Loss> losses) {
    /** An amount of data. */
    public record Share(long lumisections, double perPicobarn) {
        private Share plus(double luminosity) {
            return new Share(lumisections + 1, perPicobarn + luminosity);
        }
    }

    /**
     * What one reason cost. Reasons overlap, so {@code any} adds up to more than was lost.
     *
     * @param any where it was among the reasons
     * @param alone where it was the only one: what would be won back without it
     */
    public record Loss(String code, Share any, Share alone) {}

    public LuminosityBalance {
        losses = List.copyOf(losses);
    }

    /** Kept share of the luminosity; of the lumisections where no luminosity is known; 0 of nothing. */
    public double keptShare() {
        double luminosity = kept.perPicobarn() + lost.perPicobarn();
        if (luminosity > 0) {
            return kept.perPicobarn() / luminosity;
        }
        long lumisections = kept.lumisections() + lost.lumisections();
        return lumisections == 0 ? 0 : (double) kept.lumisections() / lumisections;
    }

    /** Adds up lumisection by lumisection. Mutable, used by one thread. */
    static final class Sum {
        private static final Share NOTHING = new Share(0, 0);

        private Share kept = NOTHING;
        private Share lost = NOTHING;
        private long unknown;
        private final TreeMap<String, Loss> losses = new TreeMap<>();

        void add(Decision decision, OptionalDouble perPicobarn) {
            double luminosity = perPicobarn.orElse(0);
            unknown += perPicobarn.isEmpty() ? 1 : 0;
            if (decision.outcome() == Outcome.GOOD) {
                kept = kept.plus(luminosity);
                return;
            }
            lost = lost.plus(luminosity);
            SortedSet<String> codes = new TreeSet<>();
            decision.causes().forEach(cause -> codes.add(cause.code()));
            for (String code : codes) {
                Loss so = losses.getOrDefault(code, new Loss(code, NOTHING, NOTHING));
                Share alone = codes.size() == 1 ? so.alone().plus(luminosity) : so.alone();
                losses.put(code, new Loss(code, so.any().plus(luminosity), alone));
            }
        }

        LuminosityBalance balance() {
            List<Loss> sorted = new ArrayList<>(losses.values());
            sorted.sort(java.util.Comparator.<Loss>comparingDouble(
                            loss -> -loss.any().perPicobarn())
                    .thenComparingLong(loss -> -loss.any().lumisections()));
            return new LuminosityBalance(kept, lost, unknown, sorted);
        }
    }
}
