package org.lumiwatch.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Tries, all the time, what an element's test would find: now and then a copy of the test, with all it knows, watches the live lumisections
 * with faults put into them. The live test never hears of it. A flight lasts {@value #FLIGHT} lumisections of every {@value #PERIOD}, so the
 * cost is 3 % of that of watching. Chance comes from the element's name and the lumisection: same stream, same trials. Mutable; a flight
 * that was under way is not saved.
 */
public final class Canaries {
    private static final int FLIGHT = 12;
    private static final int PERIOD = 400;
    /** Lumisections that an element is judged before its first flight, at least. */
    private static final int FIRST = 60;

    private final QualityTestKind kind;
    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final Map<String, Sensitivity> tried = new TreeMap<>();
    /** Lumisections until the next flight. */
    private int wait;

    private int flights;
    private @Nullable CanaryFlight flight;

    /** @param kind of the test that is tried; what is tried has its memory, geometry and options */
    public Canaries(QualityTestKind kind, ElementName name, Geometry geometry, TestOptions options) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        // elements do not all fly at once
        this.wait = FIRST + Math.floorMod(name.path().hashCode(), PERIOD - FIRST);
    }

    /**
     * Takes note of a lumisection, after the live test learned it.
     *
     * @param judgement what the live test said of it
     */
    public void see(QualityTest live, Judgement judgement, LumisectionConditions conditions) {
        if (judgement.verdict() instanceof Verdict.Undecided) {
            return;
        }
        if (flight != null) {
            flight.see(judgement, conditions);
            if (flight.lumisections() >= FLIGHT) {
                flight.results().forEach(this::note);
                flight = null;
            }
        } else if (--wait <= 0 && !isChanged(judgement)) {
            wait = PERIOD - FLIGHT;
            flight = begin(live, judgement);
        }
    }

    private void note(Sensitivity one) {
        tried.merge(one.fault() + " / " + one.where(), one, Sensitivity::plus);
    }

    private static boolean isChanged(Judgement judgement) {
        return judgement.verdict().findings().stream()
                .anyMatch(one -> one.kind().isOfWhole());
    }

    private @Nullable CanaryFlight begin(QualityTest live, Judgement judgement) {
        if (judgement.prediction().isEmpty()) {
            return null;
        }
        LumisectionId at = judgement.element().at();
        SplittableRandom random =
                new SplittableRandom(31L * name.path().hashCode() + 1_000_003L * at.run() + at.number());
        List<Box> found =
                judgement.verdict().findings().stream().map(Finding::box).toList();
        List<CanaryFault> faults = CanaryPlaces.of(judgement.prediction().orElseThrow(), found, flights++, random);
        return faults.isEmpty()
                ? null
                : new CanaryFlight(kind.copyOf(live, name, geometry, options), faults, random.nextLong());
    }

    /** What was tried so far, by fault and region. */
    public List<Sensitivity> sensitivity() {
        return new ArrayList<>(tried.values());
    }

    /** Writes all memory but that of a flight. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(wait);
        out.writeInt(flights);
        out.writeInt(tried.size());
        for (Sensitivity one : tried.values()) {
            out.writeUTF(one.fault());
            out.writeUTF(one.where());
            out.writeInt(one.tried());
            for (int found : one.found()) {
                out.writeInt(found);
            }
        }
    }

    /** Reads back what {@link #save} wrote. */
    public void restore(DataInput in) throws IOException {
        wait = in.readInt();
        flights = in.readInt();
        tried.clear();
        for (int left = in.readInt(); left > 0; left--) {
            String fault = in.readUTF();
            String where = in.readUTF();
            int count = in.readInt();
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < Sensitivity.WINDOWS.size(); i++) {
                found.add(in.readInt());
            }
            note(new Sensitivity(fault, where, count, found));
        }
    }
}
