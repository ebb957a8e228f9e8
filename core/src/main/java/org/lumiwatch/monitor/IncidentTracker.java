package org.lumiwatch.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.Incident.Status;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.IncidentChange.Occasion;

/**
 * Turns findings into incidents: one per cause, in however many elements it shows and however long it lasts.
 *
 * <p>An incident opens with the first bad verdict, survives lumisections that are good by chance or undecided, and is over after a few
 * with evidence that it is gone. When it comes back it is the same incident, marked intermittent: that alarms once, or every time when it is
 * large. Lumisections may come in any order.
 * Mutable; one thread at a time.
 */
public final class IncidentTracker {
    /** Note of a defect that was there before the reference was learned. */
    public static final String FROM_THE_START = "in the reference from the start";

    /** Share of cells from which on every return is news: a channel that flickers is not, hardware that trips again is. */
    private static final double LARGE = 0.01;

    private final Options options;
    private final List<Cause> causes = new ArrayList<>();
    private long lastId;

    /**
     * Settings; may be shared.
     *
     * @param recoveryLumisections good lumisections that end an incident
     * @param memoryLumisections lumisections after its end within which it may come back as the same incident
     * @param growthLumisections lumisections after its alarm within which it may still grow beyond four times its size
     */
    public record Options(int recoveryLumisections, int memoryLumisections, int growthLumisections) {
        public Options {
            if (recoveryLumisections < 1 || memoryLumisections < 0 || growthLumisections < 0) {
                throw new IllegalArgumentException(
                        "incidents: recovery after %d, memory %d, growth %d lumisections (expected: >= 1, >= 0, >= 0)"
                                .formatted(recoveryLumisections, memoryLumisections, growthLumisections));
            }
        }

        public static Options defaults() {
            return new Options(5, 500, 3);
        }
    }

    public IncidentTracker(Options options) {
        this.options = options;
    }

    /**
     * Takes note of a lumisection and tells what happened to which incident, each at most once.
     *
     * @param lessons what is learned of each element; findings of a change that is learned as a new epoch are no incident
     */
    public List<IncidentChange> take(Examined examined, Map<ElementName, Lesson> lessons) {
        Map<Cause, Occasion> changed = new LinkedHashMap<>();
        Set<Cause> seen = new HashSet<>();
        for (Examined.Part part : examined.parts()) {
            Judgement judgement = part.judgement();
            ElementName name = judgement.element().name();
            if (judgement.verdict() instanceof Verdict.Bad(double significance, List<Finding> findings)
                    && lessons.get(name) != Lesson.NEW_EPOCH) {
                for (Finding finding : findings) {
                    Cause.Sighting sighting = Cause.Sighting.of(examined.id(), name, part.geometry(), finding);
                    note(sighting, part.basis(), changed, seen);
                }
            }
        }
        examined.parts().forEach(part -> noteRecovered(examined.id(), part, changed));
        age(examined, changed, seen);
        return changed.entrySet().stream()
                .map(entry -> new IncidentChange(entry.getValue(), entry.getKey().incident))
                .toList();
    }

    private void note(Cause.Sighting sighting, Examined.Basis basis, Map<Cause, Occasion> changed, Set<Cause> seen) {
        Cause cause = causes.stream()
                .filter(one -> one.explains(sighting, options.growthLumisections()))
                .max(Comparator.<Cause>comparingInt(one -> one.isOver() ? 0 : 1)
                        .thenComparingLong(one -> -one.incident.id()))
                .orElse(null);
        if (cause == null) {
            Cause.Novelty novelty = basis == Examined.Basis.HISTORY ? Cause.Novelty.NEW : Cause.Novelty.KNOWN;
            Cause fresh = Cause.first(++lastId, sighting, novelty);
            causes.add(fresh);
            seen.add(fresh);
            changed.put(fresh, basis == Examined.Basis.HISTORY ? Occasion.OPENED : Occasion.KNOWN);
            return;
        }
        seen.add(cause);
        boolean back = cause.isOver() && cause.incident.recovery().orElseThrow().compareTo(sighting.at()) <= 0;
        boolean first = !cause.incident.intermittent();
        boolean worse = cause.worsensBy(sighting);
        boolean large = sighting.finding().impact().cells() >= LARGE;
        boolean grown = cause.see(sighting);
        if (back) {
            cause.reopen();
            changed.put(cause, first || worse || large ? Occasion.REOPENED : Occasion.CONTINUED);
        } else if (worse) {
            changed.put(cause, Occasion.WORSENED);
        } else if (grown) {
            changed.putIfAbsent(cause, Occasion.CONTINUED);
        }
    }

    /** A defect that was there from the start and is gone, whether or not anybody had listed it. */
    private void noteRecovered(LumisectionId at, Examined.Part part, Map<Cause, Occasion> changed) {
        for (Box box : part.judgement().recovered()) {
            Finding gone = new Finding(FindingKind.DEAD, 0, box, "", new Finding.Impact(0, 0), 0, at);
            Cause.Sighting sighting =
                    Cause.Sighting.of(at, part.judgement().element().name(), part.geometry(), gone);
            Cause known = causes.stream()
                    .filter(cause -> cause.novelty == Cause.Novelty.KNOWN)
                    .filter(cause -> cause.explains(sighting, Integer.MAX_VALUE))
                    .findFirst()
                    .orElseGet(() -> listed(sighting));
            if (!known.isOver()) {
                known.recover(at);
                changed.put(known, Occasion.RECOVERED);
            }
        }
    }

    private Cause listed(Cause.Sighting sighting) {
        Cause cause = Cause.first(++lastId, sighting, Cause.Novelty.KNOWN);
        causes.add(cause);
        return cause;
    }

    private void age(Examined examined, Map<Cause, Occasion> changed, Set<Cause> seen) {
        Map<ElementName, Examined.Part> parts = examined.parts().stream()
                .collect(Collectors.toMap(part -> part.judgement().element().name(), part -> part));
        for (Cause cause : causes) {
            if (cause.isOver()) {
                cause.quietFor++;
            } else if (cause.novelty == Cause.Novelty.NEW
                    && !seen.contains(cause)
                    && examined.id().compareTo(cause.incident.last()) > 0
                    && showsItIsGone(cause, parts)) {
                cause.without.add(examined.id());
                if (cause.without.size() >= options.recoveryLumisections()) {
                    cause.recover(cause.without.first());
                    changed.put(cause, Occasion.RECOVERED);
                }
            }
        }
        causes.removeIf(cause ->
                cause.isOver() && cause.quietFor > options.memoryLumisections() && !changed.containsKey(cause));
    }

    /** At least one of its elements was decided, and where it was something was expected. */
    private static boolean showsItIsGone(Cause cause, Map<ElementName, Examined.Part> parts) {
        boolean decided = false;
        for (ElementName name : cause.incident.elements()) {
            Examined.Part part = parts.get(name);
            if (part == null || part.judgement().verdict() instanceof Verdict.Undecided) {
                continue;
            }
            boolean worst = name.equals(cause.incident.elements().getFirst());
            if (worst && !expectsAnything(part, cause.incident.worst().box())) {
                return false;
            }
            decided = true;
        }
        return decided;
    }

    private static boolean expectsAnything(Examined.Part part, Box box) {
        return part.judgement()
                .prediction()
                .map(prediction -> part.geometry().cellsOf(box).anyMatch(prediction::live))
                .orElse(true);
    }

    /** All incidents it still follows, by id. */
    public List<Incident> followed() {
        return causes.stream()
                .map(cause -> cause.incident)
                .sorted(Comparator.comparingLong(Incident::id))
                .toList();
    }

    /** Takes over what people said of incidents, and never gives out an id that is taken. */
    public void adopt(List<Incident> kept) {
        for (Incident incident : kept) {
            lastId = Math.max(lastId, incident.id());
            for (Cause cause : causes) {
                if (cause.incident.id() == incident.id()
                        && !cause.isOver()
                        && incident.status() == Status.ACKNOWLEDGED) {
                    cause.annotate(Status.ACKNOWLEDGED, incident.note());
                }
            }
        }
    }

    /** Writes all memory. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(lastId);
        out.writeInt(causes.size());
        for (Cause cause : causes) {
            CauseFormat.write(cause, out);
        }
    }

    /** Takes up the memory that {@link #save} wrote, in place of what is there. */
    public void restore(DataInput in) throws IOException {
        causes.clear();
        lastId = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            causes.add(CauseFormat.read(in));
        }
    }
}
