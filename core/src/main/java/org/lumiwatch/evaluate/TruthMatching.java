package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * Recounts alarms against the truth.
 *
 * <p>An alarm fits a fault when they share an element, the place agrees (same hardware group, or the boxes overlap to at least
 * half; a change of form or of a whole element has no place but the element), and it went out between the fault's onset and
 * {@value #GRACE} lumisections after its end. The first that fits with the right kind finds the fault; later ones repeat it.
 * One with a kind that people confuse (dead and degraded, hot and noisy, …) is misnamed: neither found nor false. A fault seen
 * in several elements counts once.
 */
public final class TruthMatching {
    /** Lumisections after a fault's end in which an alarm still is about it. */
    public static final int GRACE = 3;

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
     */
    public record Fate(InjectedFault fault, OptionalInt latency) {
        public boolean found() {
            return latency.isPresent();
        }
    }

    /** The whole count. */
    public record Result(List<Fate> fates, List<Judged> claims) {
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
                .sorted(Comparator.comparing(Claim::raised).thenComparingLong(Claim::id))
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
            fates.add(new Fate(faults.get(i), latencies.get(i)));
        }
        return new Result(fates, judged);
    }

    private Judged judge(Claim claim, List<InjectedFault> faults, List<OptionalInt> latencies) {
        Judged best = new Judged(claim, Outcome.FALSE, OptionalInt.empty());
        for (int i = 0; i < faults.size(); i++) {
            InjectedFault fault = faults.get(i);
            if (!inTime(claim, fault) || !inPlace(claim, fault)) {
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
        int raised = index(claim.raised());
        return raised >= index(fault.first()) && raised <= lastIndex(fault.last()) + GRACE;
    }

    private static boolean inPlace(Claim claim, InjectedFault fault) {
        List<ElementName> shared =
                fault.elements().stream().filter(claim.elements()::contains).toList();
        if (shared.isEmpty()) {
            return false;
        }
        if ((wholeElement(claim.kind()) && wholeElement(fault.kind()))
                || (!fault.group().isEmpty() && fault.group().equals(claim.group()))) {
            return true;
        }
        return shared.stream().anyMatch(element -> overlap(claim.box(), fault.boxes(element)) >= 0.5);
    }

    private static boolean wholeElement(FindingKind kind) {
        return kind == FindingKind.SHAPE || kind == FindingKind.GLOBAL;
    }

    /** Intersection over union of a box with several disjoint ones. */
    private static double overlap(Box box, List<Box> others) {
        long common = others.stream().mapToLong(box::common).sum();
        long all = box.cells() + others.stream().mapToLong(Box::cells).sum();
        return (double) common / (all - common);
    }

    private int latency(InjectedFault fault, Claim claim) {
        return index(claim.raised()) - index(fault.first()) + 1;
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
