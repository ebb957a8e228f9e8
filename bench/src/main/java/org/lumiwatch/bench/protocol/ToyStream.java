package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.bench.baseline.Labelled;
import org.lumiwatch.bench.protocol.ToyOutcome.Truth;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.Answers;
import org.lumiwatch.evaluate.Sample;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.ToyRun;

/** Runs of the toy as each kind of contender wants to see them. */
record ToyStream(List<ToyRun> runs) {
    private static final ElementName NAME = new ElementName("drift toy");

    ToyStream {
        runs = List.copyOf(runs);
    }

    List<Labelled> labelled() {
        return runs.stream()
                .map(run -> new Labelled(run.histogram(), run.isBad()))
                .toList();
    }

    List<Sample> samples() {
        return runs.stream()
                .map(run -> new Sample(
                        run.id(),
                        List.of(new MonitorElement(NAME, run.id(), run.histogram())),
                        LumisectionConditions.unknown(run.id())))
                .toList();
    }

    Answers answers() {
        return Answers.golden(LumisectionSet.of(
                runs.stream().filter(run -> !run.isBad()).map(ToyRun::id).toList()));
    }

    /** Of the runs after the history: those that count. */
    List<Truth> truth() {
        return counted(runs).stream()
                .map(run -> new Truth(run.isBad(), run.changed(), run.isOnset()))
                .toList();
    }

    /** The part of {@code each} that belongs to runs after the history. */
    static <E> List<E> counted(List<E> each) {
        return each.subList(DriftToy.HISTORICAL, each.size());
    }
}
