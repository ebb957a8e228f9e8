package org.lumiwatch.bench.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.CellWatcher.Policy;

/** A contender that scores whole lumisections by their cells, and what it said. Mutable. */
final class LevelContender {
    private final String name;
    private final CellScorer scorer;
    private final Policy policy;
    private final Role role;
    private final List<Double> strengths;
    private final List<Integer> windows;
    private final Deque<CellEvidence> recent = new ArrayDeque<>();
    private final List<Scores> scores = new ArrayList<>();

    /** What was said of windows of one length. Mutable. */
    static final class Scores {
        private final List<Double> healthy = new ArrayList<>();
        private final Map<String, List<Double>> faulty = new LinkedHashMap<>();

        void healthy(double score) {
            healthy.add(score);
        }

        void faulty(String label, double score) {
            faulty.computeIfAbsent(label, none -> new ArrayList<>()).add(score);
        }

        LumisectionScores of(String contender, Role role) {
            return new LumisectionScores(contender, role, healthy, faulty);
        }
    }

    /**
     * @param strengths that it looks for
     * @param windows lumisections that are summed up, rising
     */
    LevelContender(
            String name, CellScorer scorer, Policy policy, Role role, List<Double> strengths, List<Integer> windows) {
        this.name = name;
        this.scorer = scorer;
        this.policy = policy;
        this.role = role;
        this.strengths = strengths;
        this.windows = List.copyOf(windows);
        windows.forEach(window -> scores.add(new Scores()));
    }

    CellScorer scorer() {
        return scorer;
    }

    Policy policy() {
        return policy;
    }

    List<Double> strengths() {
        return strengths;
    }

    /** Of the window with that place among all. */
    Scores scores(int window) {
        return scores.get(window);
    }

    LumisectionScores said(int window) {
        return scores.get(window).of(name, role);
    }

    /** Every lumisection ends one window of each length; longer ones overlap. */
    void healthy(List<CellEvidence> next) {
        for (CellEvidence evidence : next) {
            recent.addFirst(evidence);
            for (int w = 0; w < windows.size(); w++) {
                int window = windows.get(w);
                if (recent.size() >= window) {
                    CellEvidence summed = recent.stream()
                            .limit(window)
                            .reduce(CellEvidence::plus)
                            .orElseThrow();
                    scores.get(w).healthy(level(summed));
                }
            }
            if (recent.size() == windows.getLast()) {
                recent.removeLast();
            }
        }
    }

    /**
     * Score of the lumisection. The worst cell's; for the limit the likelihood ratio of "one channel, whichever, is faulty", which is the
     * mean of the channels' ratios but for a constant, and which no test beats.
     */
    double level(CellEvidence evidence) {
        double largest = -Double.MAX_VALUE;
        for (int cell = 0; cell < evidence.cells(); cell++) {
            largest = Math.max(largest, evidence.score(cell));
        }
        if (role != Role.LIMIT || largest == -Double.MAX_VALUE) {
            return largest;
        }
        double sum = 0;
        for (int cell = 0; cell < evidence.cells(); cell++) {
            sum += Math.exp(evidence.score(cell) - largest);
        }
        return largest + Math.log(sum);
    }

    /** Score of a lumisection that is like one of score {@code healthy} but for a channel of score {@code cell}. */
    double with(double healthy, double cell) {
        double larger = Math.max(healthy, cell);
        return role == Role.LIMIT ? larger + Math.log1p(Math.exp(Math.min(healthy, cell) - larger)) : larger;
    }
}
