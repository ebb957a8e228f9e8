package org.lumiwatch.bench.contender;

import java.util.List;

/** Scores the cells of one element. Mutable; one thread. */
public interface CellScorer {
    String name();

    /**
     * Learns from a history that is healthy as far as anybody knows, before anything is scored.
     *
     * @param history in order of time
     */
    void train(List<Observed> history);

    /** What a lumisection says against each cell; changes nothing. */
    CellEvidence evidence(Observed observed);

    /**
     * Goes on learning from a lumisection that was scored.
     *
     * @param suspect one flag a cell: what must not be learned
     */
    void learn(Observed observed, boolean[] suspect);

    /** The same with a memory of its own from now on; itself when it learns no more. */
    CellScorer copy();
}
