package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.protocol.HcalThreeClasses.State;
import org.lumiwatch.bench.protocol.ThreeClassImages.MapClassifier;
import org.lumiwatch.bench.protocol.ThreeClassImages.Recipe;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.LocalOccupancy;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;

/** Lumiwatch as it is today: the kind of its worst finding about a place; undecided counts as good. Mutable. */
final class PresentClassifier implements MapClassifier {
    /** What it goes by. */
    enum Memory {
        NONE,
        HISTORY
    }

    private final String name;
    private final Memory memory;
    private final Present present;
    private final QualityTest local;

    PresentClassifier(String name, ElementName element, Geometry geometry, Memory memory) {
        this.name = name;
        this.memory = memory;
        this.present = new Present(element, geometry, 1);
        this.local = LocalOccupancy.standard().begin(element, geometry, TestOptions.defaults());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return Role.OURS;
    }

    @Override
    public void train(List<Observed> history) {
        switch (memory) {
            case NONE -> {}
            case HISTORY -> present.train(history);
        }
    }

    @Override
    public State classify(Observed map, Recipe recipe, Shape shape) {
        Verdict verdict = switch (memory) {
            case NONE -> local.judge(map.element(), map.conditions()).verdict();
            case HISTORY -> present.judge(map).verdict();
        };
        return switch (verdict) {
            case Verdict.Good good -> State.GOOD;
            case Verdict.Undecided undecided -> State.GOOD;
            case Verdict.Bad(double significance, List<Finding> findings) -> state(findings);
        };
    }

    /** A finding about the whole map names no place. */
    private static State state(List<Finding> worstFirst) {
        return worstFirst.stream()
                .filter(finding -> finding.kind() != FindingKind.GLOBAL)
                .findFirst()
                .map(worst -> worst.factor() > 1 ? State.HOT : State.DEAD)
                .orElse(State.GOOD);
    }
}
