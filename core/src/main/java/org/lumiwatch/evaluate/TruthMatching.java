package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.metric.FalseIncidents;
import org.lumiwatch.evaluate.metric.Latency;
import org.lumiwatch.evaluate.metric.Localisation;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * Recounts alarms against the truth.
 *
 * <p>An alarm fits a fault when they share an element, place and time. Place: the same hardware group, or the boxes of both overlap to
 * at least half (intersection over union); a change of form or of a whole element has no place but the element. Time: it went out
 * between the fault's onset and {@value #GRACE} lumisections after its end, and the onset it claims is not after that end nor more than
 * {@value #EARLY} lumisections before the fault's: older evidence is of something else, while younger is the same fault seen late,
 * which its latency tells. The first that fits with the right kind finds the fault; later ones repeat it. One with a kind that people
 * confuse (dead and degraded, hot and noisy, …) is misnamed: it does not find the fault. A fault seen in several elements counts once.
 */
public final class TruthMatching {
    /** Lumisections after a fault's end in which an alarm still is about it. */
    public static final int GRACE = 3;

    /** Lumisections before a fault's onset in which evidence that is taken for it may begin by chance. */
    public static final int EARLY = 20;

    private static final double SAME_PLACE = 0.5;

    private final List<LumisectionId> order;

    private TruthMatching(List<LumisectionId> order) {
        this.order = order;
    }

    /** What became of an alarm. */
    public enum Outcome {
        FOUND,
        REPEATED,
        MISNAMED,
        FALSE
    }

    /** What became of one alarm; {@code fault} is the index of the fault it is about, empty when false. */
    public record Judged(Claim claim, Outcome outcome, OptionalInt fault) {}

    /**
     * What became of one fault.
     *
     * @param latency lumisections from onset to the alarm that found it, 1 when it came in the first; empty when not found
     * @param horizon judged lumisections that it lasted
     * @param touched the first alarm in time that shares a cell or its group with it, whatever it says
     */
    public record Fate(InjectedFault fault, OptionalInt latency, int horizon, Optional<Touch> touched) {
        public boolean found() {
            return latency.isPresent();
        }
    }

    /**
     * An alarm that at least touches a fault.
     *
     * @param overlap of their places, intersection over union: above 0, to 1
     */
    public record Touch(FindingKind claimed, double overlap) {}

    /**
     * The whole count.
     *
     * @param lumisections judged
     * @param alarmed lumisections in which a claim stood that is not true
     * @param alarmedCells cells times lumisections of such claims, in the first element of each
     */
    public record Result(List<Fate> fates, List<Judged> claims, long lumisections, long alarmed, long alarmedCells) {
        public Result {
            fates = List.copyOf(fates);
            claims = List.copyOf(claims);
        }

        public long found() {
            return fates.stream().filter(Fate::found).count();
        }

        public long missed() {
            return fates.size() - found();
        }

        /** Alarms with this outcome. */
        public long count(Outcome outcome) {
            return claims.stream().filter(judged -> judged.outcome() == outcome).count();
        }

        /**
         * What is not true: false and misnamed alarms, from when they went out to when they were last seen.
         *
         * @param cells of the whole subdetector in one lumisection
         */
        public FalseIncidents falseIncidents(long cells) {
            return new FalseIncidents(
                    lumisections,
                    lumisections * cells,
                    count(Outcome.FALSE) + count(Outcome.MISNAMED),
                    count(Outcome.MISNAMED),
                    alarmed,
                    Math.min(alarmedCells, lumisections * cells));
        }

        /** @param stream such as the seed: faults of equal name in equal streams are the same */
        public Latency latency(String stream) {
            List<Latency.Delay> delays = new ArrayList<>();
            for (int i = 0; i < fates.size(); i++) {
                Fate fate = fates.get(i);
                String name = "%s/%d %s".formatted(stream, i, fate.fault().label());
                delays.add(
                        fate.found()
                                ? Latency.Delay.found(name, fate.latency().getAsInt())
                                : Latency.Delay.missed(name, fate.horizon()));
            }
            return new Latency(delays);
        }

        /** Of the faults that an alarm touched. */
        public Localisation localisation() {
            return fates.stream()
                    .flatMap(fate -> fate.touched().stream()
                            .map(touch -> Localisation.of(fate.fault().kind(), touch.claimed(), touch.overlap())))
                    .reduce(Localisation.NONE, Localisation::plus);
        }
    }

    /**
     * Counts alarms.
     *
     * @param judged lumisections that were judged: time is counted in these
     */
    public static Result match(List<InjectedFault> faults, List<Claim> claims, LumisectionSet judged) {
        return new TruthMatching(judged.stream().sorted().toList()).match(faults, claims);
    }

    private Result match(List<InjectedFault> faults, List<Claim> claims) {
        List<OptionalInt> latencies = new ArrayList<>(Collections.nCopies(faults.size(), OptionalInt.empty()));
        List<Judged> judged = new ArrayList<>();
        List<Claim> inTime = claims.stream()
                .sorted(Comparator.comparing((Claim claim) -> claim.times().raised())
                        .thenComparingLong(Claim::id))
                .toList();
        for (Claim claim : inTime) {
            Judged one = judge(claim, faults, latencies);
            if (one.outcome() == Outcome.FOUND) {
                int fault = one.fault().getAsInt();
                latencies.set(fault, OptionalInt.of(latency(faults.get(fault), claim)));
            }
            judged.add(one);
        }
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            InjectedFault fault = faults.get(i);
            int horizon = Math.max(0, lastIndex(fault.last()) - index(fault.first()) + 1);
            fates.add(new Fate(fault, latencies.get(i), horizon, touched(fault, inTime)));
        }
        return counted(fates, judged);
    }

    private Optional<Touch> touched(InjectedFault fault, List<Claim> claims) {
        return claims.stream()
                .filter(claim -> inTime(claim, fault))
                .map(claim -> new Touch(claim.kind(), overlap(claim, fault)))
                .filter(touch -> touch.overlap() > 0)
                .findFirst();
    }

    private Result counted(List<Fate> fates, List<Judged> claims) {
        BitSet alarmed = new BitSet();
        long cells = 0;
        for (Judged judged : claims) {
            if (judged.outcome() == Outcome.FALSE || judged.outcome() == Outcome.MISNAMED) {
                int from = index(judged.claim().times().raised());
                int to = Math.max(from, lastIndex(judged.claim().times().last()) + 1);
                alarmed.set(from, to);
                cells += (to - from) * judged.claim().cells();
            }
        }
        return new Result(fates, claims, order.size(), alarmed.cardinality(), cells);
    }

    private Judged judge(Claim claim, List<InjectedFault> faults, List<OptionalInt> latencies) {
        Judged best = new Judged(claim, Outcome.FALSE, OptionalInt.empty());
        for (int i = 0; i < faults.size(); i++) {
            InjectedFault fault = faults.get(i);
            if (!inTime(claim, fault) || overlap(claim, fault) < SAME_PLACE) {
                continue;
            }
            Outcome outcome =
                    outcome(claim.kind(), fault.kind(), latencies.get(i).isPresent());
            if (outcome.compareTo(best.outcome()) < 0) {
                best = new Judged(claim, outcome, OptionalInt.of(i));
            }
        }
        return best;
    }

    private static Outcome outcome(FindingKind claimed, FindingKind actual, boolean foundBefore) {
        if (claimed == actual) {
            return foundBefore ? Outcome.REPEATED : Outcome.FOUND;
        }
        return confusable(claimed, actual) || confusable(actual, claimed) ? Outcome.MISNAMED : Outcome.FALSE;
    }

    private static boolean confusable(FindingKind a, FindingKind b) {
        return switch (a) {
            case DEAD -> b == FindingKind.DEGRADED;
            case HOT -> b == FindingKind.NOISY;
            case SHAPE -> b != FindingKind.GLOBAL;
            case GLOBAL -> b == FindingKind.DEGRADED || b == FindingKind.HOT;
            case DEGRADED, NOISY -> false;
        };
    }

    private boolean inTime(Claim claim, InjectedFault fault) {
        int raised = index(claim.times().raised());
        int since = index(claim.times().since());
        int onset = index(fault.first());
        int end = lastIndex(fault.last());
        return raised >= onset && raised <= end + GRACE && since >= onset - EARLY && since <= end;
    }

    /** Intersection over union, best of the elements that both show; 1 where the place is one by name. */
    private static double overlap(Claim claim, InjectedFault fault) {
        List<ElementName> shared =
                fault.elements().stream().filter(claim.elements()::contains).toList();
        if (shared.isEmpty()) {
            return 0;
        }
        if ((claim.kind().isOfWhole() && fault.kind().isOfWhole())
                || (!fault.group().isEmpty() && fault.group().equals(claim.group()))) {
            return 1;
        }
        return shared.stream()
                .mapToDouble(element -> overlap(claim.boxes(), fault.boxes(element)))
                .max()
                .orElse(0);
    }

    /** Intersection over union of two sets of disjoint boxes. */
    private static double overlap(List<Box> some, List<Box> others) {
        long common = some.stream()
                .flatMapToLong(box -> others.stream().mapToLong(box::common))
                .sum();
        long all = Stream.concat(some.stream(), others.stream())
                .mapToLong(Box::cells)
                .sum();
        return (double) common / (all - common);
    }

    private int latency(InjectedFault fault, Claim claim) {
        return index(claim.times().raised()) - index(fault.first()) + 1;
    }

    /** Position of a lumisection, or of the first judged one after it. */
    private int index(LumisectionId id) {
        int at = Collections.binarySearch(order, id);
        return at >= 0 ? at : -at - 1;
    }

    /** Position of a lumisection, or of the last judged one before it. */
    private int lastIndex(LumisectionId id) {
        int at = Collections.binarySearch(order, id);
        return at >= 0 ? at : -at - 2;
    }
}
