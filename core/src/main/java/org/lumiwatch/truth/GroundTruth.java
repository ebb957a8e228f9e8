package org.lumiwatch.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * What is believed of each lumisection, from all labels. Conflict rule: the label with the highest trust wins; among equals the
 * one recorded last; among those, the one that says bad. A withdrawal ends what the same source and author said before it.
 * Immutable.
 */
public final class GroundTruth {
    private static final Comparator<Label> DECIDING_FIRST = Comparator.comparingDouble(Label::trust)
            .thenComparing(Label::recorded)
            .thenComparing(label -> label.quality() == Quality.BAD)
            .reversed()
            .thenComparing(Label::source)
            .thenComparing(Label::author);

    private final List<Label> labels;

    public GroundTruth(Collection<Label> labels) {
        List<Label> ranked = new ArrayList<>(labels);
        ranked.sort(DECIDING_FIRST);
        this.labels = List.copyOf(ranked);
    }

    /** The label that decides on {@code id}, of those recorded until {@code known}. */
    public Optional<Label> deciding(LumisectionId id, Instant known) {
        List<Label> about = labels.stream()
                .filter(label -> !label.recorded().isAfter(known))
                .filter(label -> label.lumisections().contains(id))
                .toList();
        return about.stream()
                .filter(label -> label.quality() != Quality.WITHDRAWN)
                .filter(label -> about.stream().noneMatch(later -> withdraws(later, label)))
                .findFirst();
    }

    /** What is believed of {@code id} from labels recorded until {@code known}; empty when nobody said anything. */
    public Optional<Quality> quality(LumisectionId id, Instant known) {
        return deciding(id, known).map(Label::quality);
    }

    /**
     * The same for all lumisections at once: each label with those lumisections on which it decides, empty ones left out, the
     * strongest first.
     */
    public List<Label> decisions(Instant known) {
        List<Label> told = labels.stream()
                .filter(label -> !label.recorded().isAfter(known))
                .toList();
        List<Label> decisions = new ArrayList<>();
        LumisectionSet decided = LumisectionSet.empty();
        for (Label label : told) {
            if (label.quality() == Quality.WITHDRAWN) {
                continue;
            }
            LumisectionSet left = label.lumisections().minus(decided);
            for (Label other : told) {
                left = withdraws(other, label) ? left.minus(other.lumisections()) : left;
            }
            if (!left.isEmpty()) {
                decisions.add(label.on(left));
                decided = decided.or(left);
            }
        }
        return decisions;
    }

    /** All lumisections believed to be of this quality. */
    public LumisectionSet believed(Quality quality, Instant known) {
        return decisions(known).stream()
                .filter(label -> label.quality() == quality)
                .map(Label::lumisections)
                .reduce(LumisectionSet.empty(), LumisectionSet::or);
    }

    /** Everything ever said of {@code id}, withdrawals too, in the order it was recorded. */
    public List<Label> history(LumisectionId id) {
        return labels.stream()
                .filter(label -> label.lumisections().contains(id))
                .sorted(Comparator.comparing(Label::recorded))
                .toList();
    }

    /** Lumisections on which labels that are as trusted as each other disagree, by the two sources: for a person to settle. */
    public Map<String, LumisectionSet> disputes(Instant known) {
        Map<String, LumisectionSet> disputes = new TreeMap<>();
        for (Label decision : decisions(known)) {
            for (Label other : labels) {
                boolean equal =
                        other.trust() == decision.trust() && !other.recorded().isAfter(known);
                if (equal && other.quality() != decision.quality() && other.quality() != Quality.WITHDRAWN) {
                    LumisectionSet both = stillSaid(other, known).and(decision.lumisections());
                    if (!both.isEmpty()) {
                        disputes.merge(decision.source() + " against " + other.source(), both, LumisectionSet::or);
                    }
                }
            }
        }
        return disputes;
    }

    /** All labels, the deciding first. */
    public List<Label> labels() {
        return labels;
    }

    private LumisectionSet stillSaid(Label label, Instant known) {
        LumisectionSet said = label.lumisections();
        for (Label later : labels) {
            said = withdraws(later, label) && !later.recorded().isAfter(known)
                    ? said.minus(later.lumisections())
                    : said;
        }
        return said;
    }

    private static boolean withdraws(Label later, Label label) {
        return later.quality() == Quality.WITHDRAWN
                && later.source().equals(label.source())
                && later.author().equals(label.author())
                && !later.recorded().isBefore(label.recorded());
    }
}
