package org.lumiwatch.monitor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.learn.Canaries;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One element and the tests that judge it, in order of preference: a later test is asked only while the earlier ones have no
 * reference. Mutable; one thread at a time.
 */
final class WatchedElement {
    /** Lumisections from which on what an element has learned of its noise is worth taking over. */
    private static final int WELL_KNOWN = 200;

    private static final TestId NONE = new TestId("none", 1);

    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final List<QualityTest> tests;
    /** Entries of a filled cell in the first lumisection, and lumisections since then. */
    private final double filled;

    private int lumisections;
    /** Of the preferred test; none when nothing judges the element. */
    private final List<Canaries> canaries;

    private WatchedElement(
            ElementName name,
            Geometry geometry,
            TestOptions options,
            List<QualityTest> tests,
            List<QualityTestKind> kinds,
            double filled) {
        this.filled = filled;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.tests = tests;
        this.canaries = kinds.stream()
                .limit(1)
                .map(kind -> new Canaries(kind, name, geometry, options))
                .toList();
    }

    /** Tests with no memory, of every kind that judges elements like {@code sample}. */
    static WatchedElement begin(
            MonitorElement sample, Geometry geometry, TestOptions options, List<QualityTestKind> kinds) {
        List<QualityTestKind> suitable = kinds.stream()
                .filter(kind -> kind.judges(geometry, sample.histogram()))
                .toList();
        List<QualityTest> tests = suitable.stream()
                .map(kind -> kind.begin(sample.name(), geometry, options))
                .toList();
        return new WatchedElement(sample.name(), geometry, options, tests, suitable, filled(sample.histogram()));
    }

    private static double filled(Histogram sample) {
        long cells = Arrays.stream(sample.contents()).filter(count -> count > 0).count();
        return cells == 0 ? 0 : sample.sum() / cells;
    }

    /** Begins with what the most similar of others that are well known has learned of its noise. */
    void startFromMostSimilar(Collection<WatchedElement> others) {
        others.stream()
                .filter(other -> other.lumisections >= WELL_KNOWN && other.geometry.law() == geometry.law())
                .filter(other -> ids(other.tests).equals(ids(tests)))
                .min(Comparator.comparingDouble(other -> Math.abs(Math.log(other.filled / filled))))
                .ifPresent(similar -> IntStream.range(0, tests.size())
                        .forEach(i -> tests.get(i).startFrom(similar.tests.get(i))));
    }

    private static List<TestId> ids(List<QualityTest> tests) {
        return tests.stream().map(QualityTest::id).toList();
    }

    /** What every test that was asked said; the last one decides. */
    record Opinion(Geometry geometry, List<Judgement> asked) {
        boolean isOf(LumisectionId id) {
            return asked.getFirst().element().at().equals(id);
        }

        /** The same where {@code judgement} is what was said in the end, of the family's agreement too. */
        Opinion deciding(Judgement judgement) {
            if (asked.size() > 1 || !judgement.test().equals(asked.getFirst().test())) {
                return this;
            }
            return new Opinion(geometry, List.of(judgement));
        }

        Examined.Part part() {
            Examined.Basis basis = asked.size() == 1 ? Examined.Basis.HISTORY : Examined.Basis.THIS_LUMISECTION;
            Judgement deciding = asked.getLast();
            return lacksReference(deciding)
                    ? new Examined.Part(geometry, asked.getFirst(), Examined.Basis.HISTORY)
                    : new Examined.Part(geometry, deciding, basis);
        }
    }

    Opinion judge(MonitorElement element, LumisectionConditions conditions) {
        List<Judgement> asked = new ArrayList<>(tests.size());
        for (QualityTest test : tests) {
            Judgement judgement = test.judge(element, conditions);
            asked.add(judgement);
            if (!lacksReference(judgement)) {
                break;
            }
        }
        if (asked.isEmpty()) {
            asked.add(new Judgement(
                    NONE,
                    element,
                    new Verdict.Undecided(new Reason.NeverScored()),
                    Judgement.Calibration.THEORY,
                    0,
                    null));
        }
        return new Opinion(geometry, asked);
    }

    void learn(Opinion opinion, LumisectionConditions conditions, Lesson lesson) {
        lumisections += lesson == Lesson.HEALTHY_CELLS ? 1 : 0;
        for (int i = 0; i < Math.min(tests.size(), opinion.asked().size()); i++) {
            tests.get(i).learn(opinion.asked().get(i), conditions, lesson);
        }
        canaries.forEach(one -> one.see(tests.getFirst(), opinion.asked().getFirst(), conditions));
    }

    /** What its preferred test would find. */
    List<Sensitivity> sensitivity() {
        return canaries.stream().flatMap(one -> one.sensitivity().stream()).toList();
    }

    Geometry geometry() {
        return geometry;
    }

    ElementName name() {
        return name;
    }

    private static boolean lacksReference(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.Undecided(Reason reason) && reason instanceof Reason.NoReference;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(name.path());
        out.writeInt(geometry.nx());
        out.writeInt(geometry.ny());
        out.writeInt(geometry.nz());
        out.writeBoolean(geometry.law() == CountLaw.MULTINOMIAL);
        out.writeDouble(options.falseIncidentsPerDay());
        out.writeDouble(filled);
        out.writeInt(lumisections);
        out.writeInt(tests.size());
        for (QualityTest test : tests) {
            out.writeUTF(test.id().toString());
            ByteArrayOutputStream memory = new ByteArrayOutputStream();
            test.save(new DataOutputStream(memory));
            out.writeInt(memory.size());
            out.write(memory.toByteArray());
        }
        for (Canaries one : canaries) {
            one.save(out);
        }
    }

    /** Reads what {@link #save} wrote; a saved test of a kind that is no more is refused. */
    static WatchedElement restore(DataInput in, Examination.Setup setup) throws IOException {
        ElementName name = new ElementName(in.readUTF());
        int nx = in.readInt();
        int ny = in.readInt();
        int nz = in.readInt();
        boolean flat = in.readBoolean();
        Geometry geometry = setup.geometries()
                .bound(name, nx, ny, nz)
                .orElseGet(() -> flat ? Geometry.line(nx) : Geometry.unknown(nx, ny, nz));
        TestOptions options = new TestOptions(
                in.readDouble(),
                setup.options().minimumEntries(),
                setup.options().beamExpected());
        double filled = in.readDouble();
        int lumisections = in.readInt();
        int count = in.readInt();
        List<QualityTest> tests = new ArrayList<>();
        List<QualityTestKind> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = in.readUTF();
            byte[] memory = new byte[in.readInt()];
            in.readFully(memory);
            QualityTestKind kind = setup.kinds().stream()
                    .filter(one -> one.id().toString().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new InvalidDataException(
                            "saved memory of %s: quality test %s (expected: one of %s); start with a new workspace and import again"
                                    .formatted(
                                            name,
                                            id,
                                            setup.kinds().stream()
                                                    .map(QualityTestKind::id)
                                                    .toList())));
            tests.add(kind.restore(name, geometry, options, new DataInputStream(new ByteArrayInputStream(memory))));
            kinds.add(kind);
        }
        WatchedElement element = new WatchedElement(name, geometry, options, List.copyOf(tests), kinds, filled);
        element.lumisections = lumisections;
        for (Canaries one : element.canaries) {
            one.restore(in);
        }
        return element;
    }
}
