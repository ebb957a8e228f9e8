package org.lumiwatch.neural.ensemble;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.neural.StandardFault;

/**
 * Several tests of one element as one: each has a share of the budget of false alarms. The first has most of it. The rest goes by faults
 * put into copies of healthy lumisections: those who joined count what they find and the first does not, the first what none of them finds. So a
 * bad member costs a good one no more than its share, a member that has nothing to add is as if it were not there, and one can join at any
 * time.
 */
public final class WeighedTest implements QualityTest {
    private static final int FORMAT = 1;
    /** Lumisections from one canary to the next. */
    private static final int BETWEEN = 5;
    /** Canaries after which half is forgotten. */
    private static final double MEMORY = 200;

    /** Share of the first member at the least: who joins may cost what is there already a little only. */
    private static final double FIRST = 0.7;

    private final Kind kind;
    private final ElementName name;
    private final Geometry geometry;
    private final List<QualityTest> members;
    private final double[] found;
    private long seen;
    private @Nullable Asked latest;

    private WeighedTest(Kind kind, ElementName name, Geometry geometry, List<QualityTest> members) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.members = List.copyOf(members);
        this.found = new double[members.size()];
        java.util.Arrays.fill(found, 1);
    }

    /**
     * A test that joins another.
     *
     * @param elements that it judges; the rest are the first's alone
     */
    public record Joining(QualityTestKind kind, Predicate<ElementName> elements) {}

    /**
     * @param first also lends its name, so that what it saved before is read on
     * @param others judge elements of the same kind
     */
    public static QualityTestKind kind(QualityTestKind first, List<Joining> others) {
        return new Kind(first, others);
    }

    private record Kind(QualityTestKind first, List<Joining> others) implements QualityTestKind {
        Kind {
            others = List.copyOf(others);
        }

        private List<QualityTestKind> of(ElementName name) {
            List<QualityTestKind> members = new ArrayList<>(List.of(first));
            others.stream()
                    .filter(other -> other.elements().test(name))
                    .map(Joining::kind)
                    .forEach(members::add);
            return members;
        }

        @Override
        public TestId id() {
            return first.id();
        }

        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return first.judges(geometry, sample);
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            return new WeighedTest(
                    this,
                    name,
                    geometry,
                    of(name).stream()
                            .map(member -> member.begin(name, geometry, options))
                            .toList());
        }

        /** Members that were not there when it was saved begin anew; what is left over of those that went is not read. */
        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            List<QualityTest> restored = new ArrayList<>();
            restored.add(first.restore(name, geometry, options, in));
            Saved saved = Saved.read(in);
            List<QualityTestKind> all = of(name);
            for (QualityTestKind member : all.subList(1, all.size())) {
                byte @Nullable [] memory = saved.memoryOf(member.id());
                restored.add(
                        memory == null
                                ? member.begin(name, geometry, options)
                                : member.restore(
                                        name,
                                        geometry,
                                        options,
                                        new DataInputStream(new ByteArrayInputStream(memory))));
            }
            WeighedTest test = new WeighedTest(this, name, geometry, restored);
            test.seen = saved.seen;
            for (int i = 0; i < restored.size(); i++) {
                test.found[i] = saved.foundBy(all.get(i).id());
            }
            return test;
        }
    }

    /** What follows the first member's memory; nothing where that was alone. */
    private static final class Saved {
        private final java.util.Map<String, byte[]> memories = new java.util.HashMap<>();
        private final java.util.Map<String, Double> found = new java.util.HashMap<>();
        private long seen;

        static Saved read(DataInput in) throws IOException {
            Saved saved = new Saved();
            int format;
            try {
                format = in.readInt();
            } catch (java.io.EOFException alone) {
                return saved;
            }
            if (format != FORMAT) {
                throw new IOException("weighed test: format %d (expected: %d)".formatted(format, FORMAT));
            }
            saved.seen = in.readLong();
            int members = in.readInt();
            for (int i = 0; i < members; i++) {
                String id = in.readUTF();
                saved.found.put(id, in.readDouble());
                byte[] memory = new byte[in.readInt()];
                in.readFully(memory);
                saved.memories.put(id, memory);
            }
            return saved;
        }

        byte @Nullable [] memoryOf(TestId id) {
            return memories.get(id.toString());
        }

        double foundBy(TestId id) {
            return found.getOrDefault(id.toString(), 1.0);
        }
    }

    private record Asked(MonitorElement element, LumisectionConditions conditions, List<Judgement> judgements) {}

    @Override
    public TestId id() {
        return kind.id();
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        return joined(asked(element, conditions));
    }

    private List<Judgement> asked(MonitorElement element, LumisectionConditions conditions) {
        if (latest == null
                || !latest.element().equals(element)
                || !latest.conditions().equals(conditions)) {
            latest = new Asked(
                    element,
                    conditions,
                    members.stream()
                            .map(member -> member.judge(element, conditions))
                            .toList());
        }
        return latest.judgements();
    }

    /** Among those who decided; shares of the others are theirs. */
    private Judgement joined(List<Judgement> all) {
        Judgement first = all.getFirst();
        double decided = 0;
        for (int i = 0; i < all.size(); i++) {
            decided += isDecided(all.get(i)) ? found[i] : 0;
        }
        if (members.size() == 1 || decided == 0 || !isDecided(first)) {
            return first;
        }
        List<Voice> voices = new ArrayList<>(first.voices());
        List<Finding> findings = new ArrayList<>();
        double largest = 0;
        for (int i = 0; i < all.size(); i++) {
            if (!isDecided(all.get(i))) {
                continue;
            }
            double share = (i == 0 ? FIRST : 0) + (1 - FIRST) * found[i] / decided;
            double cost = -Math.log10(share);
            largest = Math.max(largest, all.get(i).significance() - cost);
            voices.add(new Voice(all.get(i).test().name(), share, all.get(i).significance()));
            if (all.get(i).verdict() instanceof Verdict.Bad(double all_, List<Finding> said)) {
                said.stream()
                        .filter(finding -> finding.significance() - cost >= first.threshold())
                        .map(finding -> cheaper(finding, cost))
                        .forEach(findings::add);
            }
        }
        Verdict verdict = findings.isEmpty() ? new Verdict.Good(Math.max(largest, 0)) : bad(findings);
        return new Judgement(
                id(),
                first.element(),
                verdict,
                first.calibration(),
                first.threshold(),
                first.predicted(),
                first.recovered(),
                voices);
    }

    private static boolean isDecided(Judgement judgement) {
        return !(judgement.verdict() instanceof Verdict.Undecided);
    }

    private static Finding cheaper(Finding finding, double cost) {
        return new Finding(
                finding.kind(),
                finding.factor(),
                finding.box(),
                finding.group(),
                finding.impact(),
                Math.max(finding.significance() - cost, 0),
                finding.since());
    }

    /** The worst first; of those about the same place, or both about the form, only the worst. */
    private static Verdict bad(List<Finding> findings) {
        List<Finding> worst = new ArrayList<>();
        findings.sort(Comparator.comparingDouble(Finding::significance).reversed());
        for (Finding finding : findings) {
            boolean told = worst.stream()
                    .anyMatch(other -> other.kind() == finding.kind()
                            && (finding.kind() == FindingKind.SHAPE
                                    || other.box().common(finding.box()) > 0));
            if (!told) {
                worst.add(finding);
            }
        }
        return new Verdict.Bad(worst.getFirst().significance(), worst);
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        List<Judgement> all = asked(judgement.element(), conditions);
        boolean healthy = lesson == Lesson.HEALTHY_CELLS && judgement.verdict() instanceof Verdict.Good;
        if (healthy && members.size() > 1 && seen++ % BETWEEN == 0) {
            fly(judgement.element(), conditions);
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).learn(all.get(i), conditions, lesson);
        }
        latest = null;
    }

    /** One fault in a copy: whoever adds to what is found counts for more. */
    private void fly(MonitorElement element, LumisectionConditions conditions) {
        SplittableRandom random = new SplittableRandom(name.path().hashCode() * 31L + seen);
        List<? extends StandardFault> faults = StandardFault.of(geometry);
        float[] counts = element.histogram().floatContents();
        faults.get(random.nextInt(faults.size())).into(counts, 0, geometry, Double.POSITIVE_INFINITY, random);
        double[] contents = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            contents[i] = counts[i];
        }
        MonitorElement copy = new MonitorElement(
                element.name(), element.at(), Histogram.of(element.histogram().axes(), contents));
        boolean[] finds = new boolean[found.length];
        boolean anyOther = false;
        for (int i = 0; i < finds.length; i++) {
            Judgement said = members.get(i).judge(copy, conditions);
            finds[i] = said.significance() >= said.threshold();
            anyOther |= i > 0 && finds[i];
        }
        double keep = Math.pow(0.5, 1 / MEMORY);
        for (int i = 0; i < finds.length; i++) {
            boolean adds = finds[i] && (i == 0 ? !anyOther : !finds[0]);
            // one is the least: who finds nothing now may find the next
            found[i] = Math.max(1, keep * found[i] + (adds ? 1 : 0));
        }
    }

    @Override
    public void startFrom(QualityTest similar) {
        if (similar instanceof WeighedTest other && other.members.size() == members.size()) {
            for (int i = 0; i < members.size(); i++) {
                members.get(i).startFrom(other.members.get(i));
            }
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        members.getFirst().save(out);
        out.writeInt(FORMAT);
        out.writeLong(seen);
        out.writeInt(members.size());
        for (int i = 0; i < members.size(); i++) {
            ByteArrayOutputStream memory = new ByteArrayOutputStream();
            if (i > 0) {
                members.get(i).save(new DataOutputStream(memory));
            }
            out.writeUTF(members.get(i).id().toString());
            out.writeDouble(found[i]);
            out.writeInt(memory.size());
            out.write(memory.toByteArray());
        }
    }
}
