package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.evaluate.metric.FalseDiscovery;

/**
 * B1 and B2: false discovery rate at 99 % capture, cell by cell, in windows of 1, 3 and 6 lumisections. Faults and background are in
 * images of their own; every contender scores a window with what it knew before it.
 */
public final class FaultDiscovery implements Protocol<FaultDiscovery.Trial> {
    static final List<Integer> WINDOWS = List.of(1, 3, 6);

    private final Question question;

    /**
     * Which faults are asked for, and what is to be reached.
     *
     * @param goals one a target
     */
    private record Question(String id, String title, List<FaultClass> classes, List<DiscoveryReport.Goal> goals) {}

    private FaultDiscovery(Question question) {
        this.question = question;
    }

    /** B1: dead groups, dead cells, very hot cells. */
    public static FaultDiscovery plain() {
        FaultClass group = new FaultClass(Shape.GROUP, 0, 6);
        FaultClass dead = new FaultClass(Shape.CELL, 0, 6);
        FaultClass hot = new FaultClass(Shape.CELL, 5, 6);
        return new FaultDiscovery(new Question(
                "B1",
                "How many false cells come with dead groups, dead cells and cells at ×5?",
                List.of(group, dead, hot),
                List.of(
                        new DiscoveryReport.Goal(group, 1, 5e-5),
                        new DiscoveryReport.Goal(dead, 1, 5e-5),
                        new DiscoveryReport.Goal(hot, 1, 5e-5))));
    }

    /** B2: cells that count twice as much, half as much, or differ less. */
    public static FaultDiscovery subtle() {
        FaultClass twice = new FaultClass(Shape.CELL, 2, 6);
        FaultClass half = new FaultClass(Shape.CELL, 0.5, 6);
        FaultClass more = new FaultClass(Shape.CELL, 1.5, 6);
        FaultClass less = new FaultClass(Shape.CELL, 0.7, 6);
        return new FaultDiscovery(new Question(
                "B2",
                "How many false cells come with cells at ×2, ×1.5, ×0.5 and ×0.7?",
                List.of(twice, more, half, less),
                List.of(
                        new DiscoveryReport.Goal(twice, 3, 5e-5),
                        new DiscoveryReport.Goal(half, 3, 5e-5),
                        new DiscoveryReport.Goal(more, 6, 5e-5),
                        new DiscoveryReport.Goal(less, 6, 0.02))));
    }

    /** What one seed gave. */
    public record Trial(List<OfSubject> subjects) {
        public Trial {
            subjects = List.copyOf(subjects);
        }
    }

    /** Of one map. */
    public record OfSubject(Subject subject, List<Tally> tallies) {
        public OfSubject {
            tallies = List.copyOf(tallies);
        }
    }

    /**
     * One contender, class of faults and window.
     *
     * @param rim false discovery with the cells around the faults, up to two away, as background
     */
    public record Tally(
            String contender,
            org.lumiwatch.bench.Role role,
            String faultClass,
            int window,
            FalseDiscovery discovery,
            FalseDiscovery rim) {}

    @Override
    public String id() {
        return question.id();
    }

    @Override
    public String title() {
        return question.title();
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        List<OfSubject> subjects = new ArrayList<>();
        for (Subject subject : subjects(size)) {
            subjects.add(new OfSubject(
                    subject, new DiscoveryImages(subject, seed, question.classes(), sizes(subject, size)).tallies()));
        }
        return new Trial(subjects);
    }

    private static List<Subject> subjects(Size size) {
        return switch (size) {
            case QUICK -> List.of(Subject.ECAL_ENDCAP);
            case FULL -> List.of(Subject.values());
        };
    }

    private static DiscoveryImages.Sizes sizes(Subject subject, Size size) {
        if (size == Size.QUICK) {
            return new DiscoveryImages.Sizes(60, 10, 2);
        }
        return switch (subject) {
            case ECAL_BARREL -> new DiscoveryImages.Sizes(400, 1000, 25);
            case ECAL_ENDCAP, PIXEL -> new DiscoveryImages.Sizes(300, 400, 10);
            case HCAL_BARREL, HCAL_ENDCAP -> new DiscoveryImages.Sizes(60, 8, 2);
        };
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<OfSubject> all =
                trials.stream().flatMap(trial -> trial.subjects().stream()).toList();
        return new DiscoveryReport(question.classes(), question.goals(), all).report(size);
    }
}
