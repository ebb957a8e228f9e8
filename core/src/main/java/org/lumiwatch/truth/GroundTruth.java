package org.lumiwatch.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * What is believed of each lumisection, from all labels. Conflict rule: the label with the highest trust wins; among equals the
 * one recorded last. Immutable.
 */
public final class GroundTruth {
    private final List<Label> labels;

    public GroundTruth(Collection<Label> labels) {
        List<Label> ranked = new ArrayList<>(labels);
        ranked.sort(Comparator.comparingDouble(Label::trust)
                .thenComparing(Label::recorded)
                .reversed());
        this.labels = List.copyOf(ranked);
    }

    /** The label that decides on {@code id}, of those recorded until {@code known}. */
    public Optional<Label> deciding(LumisectionId id, Instant known) {
        return labels.stream()
                .filter(label -> !label.recorded().isAfter(known))
                .filter(label -> label.lumisections().contains(id))
                .findFirst();
    }

    /** What is believed of {@code id} from labels recorded until {@code known}; empty when nobody said anything. */
    public Optional<Quality> quality(LumisectionId id, Instant known) {
        return deciding(id, known).map(Label::quality);
    }

    /** All labels, the deciding first. */
    public List<Label> labels() {
        return labels;
    }
}
