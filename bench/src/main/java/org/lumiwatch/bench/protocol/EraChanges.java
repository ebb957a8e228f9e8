package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.evaluate.metric.Poisoning;

/**
 * B8: through 2018, 2022 and 2024 and back to 2022 without anybody's help, each year with another map; and faults that stay, or grow so
 * slowly that they could be learned as normal.
 */
public final class EraChanges implements Protocol<EraChanges.Trial> {
    static final double FALSE_INCIDENTS_PER_DAY = 1;

    /** What one seed gave. */
    public record Trial(List<OfMap> maps, List<Siege> sieges) {
        public Trial {
            maps = List.copyOf(maps);
            sieges = List.copyOf(sieges);
        }
    }

    /** Of one map, by its label. */
    public record OfMap(String map, List<OfContender> contenders) {
        public OfMap {
            contenders = List.copyOf(contenders);
        }
    }

    /**
     * What became of one contender on its way through the years.
     *
     * @param years one walk each, in the order of the stream
     * @param scales adaptation to steps of the whole map on record
     * @param maps adaptation to each new year
     */
    public record OfContender(
            String name, Role role, List<Walk> years, List<Adaptation> scales, List<Adaptation> maps) {
        public OfContender {
            years = List.copyOf(years);
            scales = List.copyOf(scales);
            maps = List.copyOf(maps);
        }
    }

    /**
     * What a step that is no fault did.
     *
     * @param lag lumisections until the last with a cell alarmed
     * @param looked lumisections that were looked at
     * @param locked share of cells that were alarmed all through the last quarter of them
     */
    public record Adaptation(int lag, int looked, double locked) {}

    /**
     * Of one contender with faults that nobody labels.
     *
     * @param staying of faults that stay
     * @param losses of slow losses
     */
    public record Siege(
            String name, Role role, int watched, long falseIncidents, Poisoning staying, List<Encounter> losses) {
        public Siege {
            losses = List.copyOf(losses);
        }
    }

    @Override
    public String id() {
        return "B8";
    }

    @Override
    public String title() {
        return "Does it live through changing years without anybody's help, and not learn a fault that stays?";
    }

    /** A trial takes two minutes of a core, most of it for slow losses and for HCAL: so few. */
    @Override
    public int trials(Size size) {
        return size.of(1, 5);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    static List<EraMap> maps(Size size) {
        return switch (size) {
            case QUICK -> List.of(EraMap.TRACKER);
            case FULL -> List.of(EraMap.values());
        };
    }

    static EraPlan plan(EraMap map, Size size) {
        if (size == Size.QUICK) {
            return new EraPlan(20, 20, 50, 5, 6);
        }
        return switch (map) {
            case ECAL, TRACKER -> new EraPlan(150, 250, 200, 30, 80);
            case HCAL -> new EraPlan(40, 40, 40, 10, 60);
        };
    }

    /** The map with faults that stay. */
    static EraMap besieged(Size size) {
        return size == Size.QUICK ? EraMap.TRACKER : EraMap.ECAL;
    }

    static Stretches siege(Size size) {
        return size == Size.QUICK ? new Stretches(20, 20, 50) : new Stretches(150, 250, 4000);
    }

    @Override
    public Trial trial(long seed, Size size) {
        List<OfMap> maps = new ArrayList<>();
        for (EraMap map : maps(size)) {
            maps.add(new OfMap(map.label(), new EraWalk(map, seed, plan(map, size)).contenders()));
        }
        return new Trial(maps, new SlowLosses(besieged(size), seed, siege(size)).sieges());
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        return new EraReport(size, trials).report();
    }
}
