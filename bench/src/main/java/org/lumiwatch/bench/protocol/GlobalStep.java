package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.FaultClass;
import org.lumiwatch.simulator.Subdetector;
import org.lumiwatch.simulator.chance.Chance;

/** Faults that take all of an element, or much of it, down at once. */
enum GlobalStep {
    ALL_95("all ×0.95", 20) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return Fault.global(of, 0.95, span);
        }
    },
    ALL_80("all ×0.8", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return Fault.global(of, 0.8, span);
        }
    },
    ALL_50("all ×0.5", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return Fault.global(of, 0.5, span);
        }
    },
    /** ×0.6 to ×0.9, by chance. */
    SLIP("timing slip", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return placed(FaultClass.SLIP, of, seed, span);
        }
    },
    LOST_EVENTS("half the events lost", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return placed(FaultClass.LOST_EVENTS, of, seed, span);
        }
    },
    ONE_END("one end ×0.7", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return placed(FaultClass.ONE_END, of, seed, span);
        }
    },
    SCATTERED("30 % of cells ×0.8", 3) {
        @Override
        Fault fault(Subdetector of, long seed, Span span) {
            return placed(FaultClass.SCATTERED, of, seed, span);
        }
    };

    private final String label;
    private final int within;

    GlobalStep(String label, int within) {
        this.label = label;
        this.within = within;
    }

    String label() {
        return label;
    }

    /** Lumisections within which the incident must be there. */
    int within() {
        return within;
    }

    /** The fault, acting throughout {@code span}; the seed decides what is left open. */
    abstract Fault fault(Subdetector of, long seed, Span span);

    /** The simulator's classes end as they like; here all last equally long. */
    private static Fault placed(FaultClass of, Subdetector subdetector, long seed, Span span) {
        return of.place(subdetector, Chance.of(seed, "bench/global/" + of.label()), span)
                .during(List.of(span));
    }
}
