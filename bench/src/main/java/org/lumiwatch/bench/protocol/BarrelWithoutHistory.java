package org.lumiwatch.bench.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.protocol.BarrelMaps.Fault;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.LocalOccupancy;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * R2: what can be found in one real lumisection of the ECAL barrel, without any history? Against the faults that people read off
 * its maps; as recorded, turned in phi, with half the counts, and with fresh faults.
 */
public final class BarrelWithoutHistory implements Protocol<BarrelWithoutHistory.Trial> {
    private static final String FOLDER = "ecal-357538-dials";
    private static final LumisectionId AT = new LumisectionId(357538, 37);
    private static final List<String> KINDS = List.of("dead_tower", "dead_strip", "hot_crystal", "dead_crystal");
    private static final String ASKED =
            "%s: 14/14 dead towers, 4/4 dead strips, 29/29 hot crystals, ≥ 7/8 dead crystals, ≤ 1 other region";
    private static final String TOWERS = "map of towers: its 19 dead towers, nothing else dead";
    private static final String FRESH = "fresh faults: all found";
    private static final String UNDECIDED = "distributions without history: undecided, for want of a reference";

    /** Faults of a kind found with the right kind and at least half of the right cells, of how many. */
    public record Tally(int found, int of) {
        Tally plus(Tally other) {
            return new Tally(found + other.found, of + other.of);
        }

        @Override
        public String toString() {
            return "%d/%d".formatted(found, of);
        }
    }

    /** Who looks. */
    public enum Observer {
        /** Towers of 5×5 crystals, or cells of the map of towers, that hold nothing at all. */
        ALL_ZERO("all-zero towers", Role.BASELINE),
        LUMIWATCH("Lumiwatch today", Role.OURS);

        private final String label;
        private final Role role;

        Observer(String label, Role role) {
            this.label = label;
            this.role = role;
        }
    }

    /**
     * What an observer found in one state of the lumisection.
     *
     * @param faults by kind; {@code fresh} for those that were put in
     * @param others regions found that are no known fault
     * @param towers dead towers found in the map of towers, of those that are empty
     * @param otherTowers dead regions there that are no empty tower
     */
    public record Look(Map<String, Tally> faults, int others, Tally towers, int otherTowers) {
        public Look {
            faults = Collections.unmodifiableMap(new TreeMap<>(faults));
        }
    }

    /**
     * What came out.
     *
     * @param looks by state of the lumisection and observer; empty where the data are absent
     * @param distributions those with entries that were undecided for want of a reference, of how many
     */
    public record Trial(Map<String, Map<Observer, Look>> looks, Tally distributions) {
        public Trial {
            looks = Collections.unmodifiableMap(new LinkedHashMap<>(looks));
        }
    }

    @Override
    public String id() {
        return "R2";
    }

    @Override
    public String title() {
        return "Real ECAL barrel, one lumisection without history";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 5);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        Optional<Path> folder = RealData.folder(FOLDER);
        if (folder.isEmpty()) {
            return new Trial(Map.of(), new Tally(0, 0));
        }
        BarrelMaps maps = BarrelMaps.read(folder.get());
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Map<Observer, Look>> looks = new LinkedHashMap<>();
        looks.put("as recorded", look(maps));
        looks.put("turned in phi", look(maps.turned(1 + random.nextInt(3), random.nextInt(72))));
        SplittableRandom thinning = random.split();
        looks.put(
                "half the counts",
                look(maps.changed((name, map) -> thinned(map, thinning), List.of())
                        .with(thinned(maps.towers(), thinning))));
        looks.put("fresh faults", look(damaged(maps, random.split())));
        return new Trial(looks, distributions(maps));
    }

    private static Histogram thinned(Histogram map, RandomGenerator random) {
        double[] contents = map.contents();
        for (int cell = 0; cell < contents.length; cell++) {
            int kept = 0;
            for (int i = 0; i < contents[cell]; i++) {
                kept += random.nextBoolean() ? 1 : 0;
            }
            contents[cell] = kept;
        }
        return Histogram.of(map.axes(), contents);
    }

    private static BarrelMaps damaged(BarrelMaps maps, RandomGenerator random) {
        List<Fault> fresh = new ArrayList<>();
        Map<String, Histogram> damaged = new TreeMap<>();
        maps.modules().forEach((name, map) -> {
            List<Box> known = maps.faultsOf(name).stream().map(Fault::box).toList();
            MapDamage damage = new MapDamage(map, known, random);
            damage.dead(5, 5, 5, 0).forEach(box -> fresh.add(new Fault(name, "dead fresh", box)));
            damage.dead(3, 5, 5, 0).forEach(box -> fresh.add(new Fault(name, "dead fresh", box)));
            damage.dead(1, 5, 1, 0).forEach(box -> fresh.add(new Fault(name, "dead fresh", box)));
            // a single empty crystal says something only where 18 counts are usual
            damage.dead(1, 1, 1, 18).forEach(box -> fresh.add(new Fault(name, "dead fresh", box)));
            damage.hot(8).forEach(box -> fresh.add(new Fault(name, "hot fresh", box)));
            damaged.put(name, damage.map());
        });
        return maps.changed((name, map) -> damaged.getOrDefault(name, map), fresh);
    }

    private static Map<Observer, Look> look(BarrelMaps maps) {
        Map<Observer, Look> looks = new EnumMap<>(Observer.class);
        for (Observer observer : Observer.values()) {
            looks.put(observer, look(maps, observer));
        }
        return looks;
    }

    private static Look look(BarrelMaps maps, Observer observer) {
        Map<String, Tally> tallies = new TreeMap<>();
        int others = 0;
        for (Map.Entry<String, Histogram> module : maps.modules().entrySet()) {
            List<Finding> findings = new ArrayList<>(findings(observer, module.getKey(), module.getValue(), 5));
            for (Fault fault : maps.faultsOf(module.getKey())) {
                boolean found = findings.removeIf(fault::isFoundBy);
                tallies.merge(fault.kind(), new Tally(found ? 1 : 0, 1), Tally::plus);
            }
            others += findings.size();
        }
        Histogram towers = maps.towers();
        List<Finding> dead = findings(observer, "EBOT digi occupancy", towers, 1).stream()
                .filter(finding -> finding.kind() == FindingKind.DEAD)
                .toList();
        int right = (int) dead.stream()
                .map(Finding::box)
                .filter(box -> box.cells() == 1 && towers.at(box.x0(), box.y0()) == 0)
                .count();
        int empty = 0;
        for (int cell = 0; cell < towers.cells(); cell++) {
            empty += towers.at(cell) == 0 ? 1 : 0;
        }
        return new Look(tallies, others, new Tally(right, empty), dead.size() - right);
    }

    private static List<Finding> findings(Observer observer, String name, Histogram map, int tower) {
        return switch (observer) {
            case ALL_ZERO -> allZero(map, tower);
            case LUMIWATCH -> findings(name, map);
        };
    }

    private static List<Finding> allZero(Histogram map, int side) {
        List<Finding> findings = new ArrayList<>();
        for (int y = 0; y < map.bins(1); y += side) {
            for (int x = 0; x < map.bins(0); x += side) {
                Box box = Box.of(x, y, x + side - 1, y + side - 1);
                double sum = 0;
                for (int cell = 0; cell < side * side; cell++) {
                    sum += map.at(x + cell % side, y + cell / side);
                }
                if (sum == 0) {
                    findings.add(new Finding(FindingKind.DEAD, 0, box, "", new Finding.Impact(0, 0), 1, AT));
                }
            }
        }
        return findings;
    }

    private static List<Finding> findings(String name, Histogram map) {
        Verdict verdict = verdict(LocalOccupancy.standard(), new MonitorElement(new ElementName(name), AT, map));
        return verdict instanceof Verdict.Bad bad ? bad.findings() : List.of();
    }

    private static Verdict verdict(QualityTestKind kind, MonitorElement element) {
        Geometry geometry = Geometries.builtIn().bind(element.name(), element.histogram());
        return kind.begin(element.name(), geometry, TestOptions.defaults())
                .judge(element, LumisectionConditions.unknown(element.at()))
                .verdict();
    }

    private static Tally distributions(BarrelMaps maps) {
        Tally tally = new Tally(0, 0);
        for (MonitorElement element : maps.distributions()) {
            if (element.histogram().sum() > 0) {
                boolean right = verdict(ShapeTest.kind(), element) instanceof Verdict.Undecided(Reason reason)
                        && (reason instanceof Reason.NoReference || reason instanceof Reason.TooFewEntries);
                tally = tally.plus(new Tally(right ? 1 : 0, 1));
            }
        }
        return tally;
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Trial> shown =
                trials.stream().filter(trial -> !trial.looks().isEmpty()).toList();
        if (shown.isEmpty()) {
            return RealData.absent(
                    List.of(ASKED.formatted("as recorded"), ASKED.formatted("turned in phi"), TOWERS, FRESH, UNDECIDED),
                    FOLDER);
        }
        List<Table.Row> rows = new ArrayList<>();
        for (String state : shown.getFirst().looks().keySet()) {
            for (Observer observer : Observer.values()) {
                rows.add(row(state, observer, of(shown, state, observer)));
            }
        }
        return new Report(
                Report.Data.REAL,
                List.of(new Table(
                        "Found, of known faults in 29 supermodules (%d draws)".formatted(shown.size()),
                        List.of(
                                "dead towers",
                                "dead strips",
                                "hot crystals",
                                "dead crystals",
                                "fresh faults",
                                "other regions, mean",
                                "dead in the map of towers"),
                        rows)),
                List.of(),
                targets(shown),
                List.of(
                        "A fault counts as found when a region of the right kind overlaps it with IoU ≥ .5. Faults were read off the"
                                + " maps by people; two of the dead crystals hold one count.",
                        "With half the counts, single crystals near the limit are lost: statistics allow no more.",
                        "All-zero towers: 5×5 crystals, or one cell of the map of towers, without any count."));
    }

    private static Table.Row row(String state, Observer observer, List<Look> of) {
        List<Measure> cells = new ArrayList<>();
        KINDS.forEach(kind -> cells.add(new Measure.Words(sum(of, kind).toString())));
        Tally fresh = sum(of, "dead fresh").plus(sum(of, "hot fresh"));
        cells.add(new Measure.Words(fresh.of() == 0 ? "" : fresh.toString()));
        cells.add(new Measure.Value(of.stream().mapToInt(Look::others).average().orElse(0)));
        cells.add(new Measure.Words(towers(of).toString()));
        return new Table.Row("%s, %s".formatted(state, observer.label), observer.role, cells);
    }

    private static List<Look> of(List<Trial> trials, String state, Observer observer) {
        return trials.stream()
                .flatMap(trial -> Optional.ofNullable(trial.looks().get(state)).stream())
                .flatMap(looks -> Optional.ofNullable(looks.get(observer)).stream())
                .toList();
    }

    private static Tally towers(List<Look> looks) {
        return looks.stream().map(Look::towers).reduce(new Tally(0, 0), Tally::plus);
    }

    private static Tally sum(List<Look> looks, String kind) {
        return looks.stream()
                .map(look -> look.faults().getOrDefault(kind, new Tally(0, 0)))
                .reduce(new Tally(0, 0), Tally::plus);
    }

    private static List<Target> targets(List<Trial> trials) {
        List<Look> all = trials.stream()
                .flatMap(trial -> trial.looks().keySet().stream())
                .distinct()
                .flatMap(state -> of(trials, state, Observer.LUMIWATCH).stream())
                .toList();
        List<Look> damaged = of(trials, "fresh faults", Observer.LUMIWATCH);
        Tally fresh = sum(damaged, "dead fresh").plus(sum(damaged, "hot fresh"));
        Tally undecided = trials.getFirst().distributions();
        return List.of(
                known(trials, "as recorded"),
                known(trials, "turned in phi"),
                Target.of(
                        TOWERS,
                        towers(all).toString(),
                        all.stream()
                                .allMatch(look ->
                                        look.towers().found() == look.towers().of() && look.otherTowers() == 0)),
                Target.of(FRESH, fresh.toString(), fresh.found() == fresh.of()),
                Target.of(UNDECIDED, undecided.toString(), undecided.found() == undecided.of()));
    }

    /** In the worst draw. */
    private static Target known(List<Trial> trials, String state) {
        boolean met = true;
        Map<String, Tally> least = new LinkedHashMap<>();
        int others = 0;
        for (Look look : of(trials, state, Observer.LUMIWATCH)) {
            others = Math.max(others, look.others());
            for (String kind : KINDS) {
                Tally tally = look.faults().getOrDefault(kind, new Tally(0, 0));
                least.merge(kind, tally, (a, b) -> a.found() <= b.found() ? a : b);
                met &= tally.found() >= tally.of() - (kind.equals("dead_crystal") ? 1 : 0);
            }
        }
        return Target.of(ASKED.formatted(state), "%s, %d other regions".formatted(least, others), met && others <= 1);
    }
}
