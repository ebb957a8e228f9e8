package org.lumiwatch.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Decides what may be learned from a judged lumisection.
 *
 * <p>Cells under a finding are never learned. A lumisection of which a large part is bad, or all of it at once, teaches nothing,
 * unless a person, or conditions that changed when it began, explain the change: then it begins a new epoch. Another form of a distribution
 * is a candidate until later runs agree with it. Mutable; one thread at a time.
 */
public final class ContinualLearner {
    private final Options options;
    private final NavigableMap<ElementName, Footing> footings = new TreeMap<>();
    private final Set<ElementName> acknowledged = new TreeSet<>();

    /**
     * Settings; may be shared.
     *
     * @param impactLimit share of cells or entries under findings above which nothing is learned. Far above the limit of
     *     certification: a dead supermodule must not stop the learning of the other thirty-five
     * @param explaining conditions whose change explains a change of a whole element that began with it
     * @param epochLumisections lumisections that a new epoch may take to be learned
     */
    public record Options(double impactLimit, List<Quantity> explaining, int epochLumisections) {
        public Options {
            explaining = List.copyOf(explaining);
            if (!(impactLimit > 0 && impactLimit <= 1)) {
                throw new IllegalArgumentException("impact limit: %s (expected: 0 to 1)".formatted(impactLimit));
            }
            if (epochLumisections < 1) {
                throw new IllegalArgumentException(
                        "epoch lumisections: %d (expected: >= 1)".formatted(epochLumisections));
            }
        }

        public static Options defaults() {
            return new Options(0.25, List.of(Quantity.PRESCALE, Quantity.CONFIGURATION), 5);
        }
    }

    /** Share of cells or entries from which on what began with a recorded change is that change, and not another fault. */
    private static final double RECORDED_IMPACT = 0.05;
    /** Lumisections that evidence may seem to be older than the change that it is of: some began by chance. */
    private static final int CHANCE = 10;
    /** Lumisections that a change may take to show. */
    private static final int DELAY = 3;

    /**
     * Explaining conditions of an element, since when they are so, and how long a new epoch still has.
     *
     * @param reconfigured whether the configuration changed then: it may change any part, all else changes only the whole
     */
    private record Footing(
            String conditions,
            double configuration,
            @Nullable LumisectionId changed,
            boolean reconfigured,
            int epochLeft) {
        Footing at(LumisectionId at, String now, double configured) {
            return now.equals(conditions)
                    ? this
                    : new Footing(now, configured, at, configured != configuration, epochLeft);
        }

        Footing withLeft(int left) {
            return new Footing(conditions, configuration, changed, reconfigured, left);
        }

        /** An explanation is good for one epoch. */
        Footing explained(int left) {
            return new Footing(conditions, configuration, null, false, left);
        }

        boolean explains(LumisectionId since) {
            return changed != null
                    && since.run() == changed.run()
                    && since.number() >= changed.number() - CHANCE
                    && since.number() <= changed.number() + DELAY;
        }
    }

    public ContinualLearner(Options options) {
        this.options = options;
    }

    /** What to learn of an element's lumisection, and takes note of the conditions. */
    public Lesson lesson(Judgement judgement, LumisectionConditions conditions) {
        ElementName name = judgement.element().name();
        String now = described(conditions);
        double configuration = conditions.value(Quantity.CONFIGURATION).orElse(0);
        Footing footing = footings.getOrDefault(name, new Footing(now, configuration, null, false, 0))
                .at(judgement.element().at(), now, configuration);
        footings.put(name, footing);
        return switch (judgement.verdict()) {
            case Verdict.Good good -> ofUnsharedState(name, footing);
            case Verdict.Undecided(Reason reason) ->
                switch (reason) {
                    case Reason.NoReference none -> Lesson.HEALTHY_CELLS;
                    case Reason.NeverScored never -> Lesson.HEALTHY_CELLS;
                    case Reason.TooFewEntries few -> Lesson.NOTHING;
                    case Reason.BeamOff off -> Lesson.NOTHING;
                    case Reason.NotCounts weights -> Lesson.NOTHING;
                    case Reason.ChangedBinning changed -> Lesson.NOTHING;
                    case Reason.UnknownRunType unknown -> Lesson.NOTHING;
                };
            case Verdict.Bad(double significance, List<Finding> findings) -> ofBadState(name, findings, footing);
        };
    }

    /** A person says that the present state of these elements is the new normal. */
    public void acknowledge(List<ElementName> elements) {
        acknowledged.addAll(elements);
    }

    /** Normal but for single regions. */
    private Lesson ofUnsharedState(ElementName name, Footing footing) {
        footings.put(name, footing.withLeft(Math.max(0, footing.epochLeft() - 1)));
        return Lesson.HEALTHY_CELLS;
    }

    /** A new epoch takes what it needs, whatever is found while it does; a shared change begins one when it is explained. */
    private Lesson ofBadState(ElementName name, List<Finding> findings, Footing footing) {
        boolean recorded = findings.stream().anyMatch(finding -> footing.explains(finding.since()));
        int left = footing.epochLeft();
        if (left == 0
                && !isShared(findings, recorded && footing.reconfigured() ? RECORDED_IMPACT : options.impactLimit())) {
            return ofUnsharedState(name, footing);
        }
        if (left == 0 && (recorded || acknowledged.remove(name))) {
            left = options.epochLumisections();
        }
        if (left == 0) {
            return isOfForm(findings) ? Lesson.CANDIDATE : Lesson.NOTHING;
        }
        footings.put(name, footing.explained(left - 1));
        return Lesson.NEW_EPOCH;
    }

    /** Whether the form of a distribution is another. */
    private static boolean isOfForm(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.kind() == FindingKind.SHAPE)
                && findings.stream().noneMatch(finding -> finding.kind() == FindingKind.GLOBAL);
    }

    private static boolean isShared(List<Finding> findings, double impactLimit) {
        double cells = 0;
        double entries = 0;
        for (Finding finding : findings) {
            if (finding.kind().isOfWhole()) {
                return true;
            }
            cells += finding.impact().cells();
            entries += finding.impact().entries();
        }
        return cells > impactLimit || entries > impactLimit;
    }

    private String described(LumisectionConditions conditions) {
        StringBuilder text = new StringBuilder();
        for (Quantity quantity : options.explaining()) {
            conditions
                    .value(quantity)
                    .ifPresent(value -> text.append(quantity.name())
                            .append('=')
                            .append(value)
                            .append(' '));
        }
        return text.toString();
    }

    /** Writes all memory. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(footings.size());
        for (Map.Entry<ElementName, Footing> entry : footings.entrySet()) {
            out.writeUTF(entry.getKey().path());
            out.writeUTF(entry.getValue().conditions());
            out.writeDouble(entry.getValue().configuration());
            out.writeBoolean(entry.getValue().reconfigured());
            LumisectionId changed = entry.getValue().changed();
            out.writeInt(changed == null ? 0 : changed.run());
            out.writeInt(changed == null ? 0 : changed.number());
            out.writeInt(entry.getValue().epochLeft());
        }
        out.writeInt(acknowledged.size());
        for (ElementName name : acknowledged) {
            out.writeUTF(name.path());
        }
    }

    /** Takes up the memory that {@link #save} wrote, in place of what is there. */
    public void restore(DataInput in) throws IOException {
        footings.clear();
        acknowledged.clear();
        int known = in.readInt();
        for (int i = 0; i < known; i++) {
            ElementName name = new ElementName(in.readUTF());
            String conditions = in.readUTF();
            double configuration = in.readDouble();
            boolean reconfigured = in.readBoolean();
            int run = in.readInt();
            int number = in.readInt();
            LumisectionId changed = run == 0 ? null : new LumisectionId(run, number);
            footings.put(name, new Footing(conditions, configuration, changed, reconfigured, in.readInt()));
        }
        int names = in.readInt();
        for (int i = 0; i < names; i++) {
            acknowledged.add(new ElementName(in.readUTF()));
        }
    }
}
