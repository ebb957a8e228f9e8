package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.monitor.Lumisection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch score}. */
@Command(
        name = "score",
        description = "Examine files without keeping them; one line per lumisection and element.",
        footer = {
            "",
            "All paths are one set, sorted by run and lumisection, learned in memory as they go.",
            "",
            "Examples:",
            "  lumiwatch score pages/*.json --out scores.csv",
            "  lumiwatch score hcal.hdf5 --run 306138 --first-ls 1 --conditions oms.json \\",
            "      --reference 306138:1-306138:5 --out scores.csv --cells cells.csv"
        })
final class ScoreVerb implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "F",
            description = "CSV to write: run,ls,element,entries,significance,verdict,findings.")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(
            names = "--cells",
            paramLabel = "F",
            description = "CSV to write: run,ls,element,ix,iy,iz,observed,expected,significance.")
    @Nullable
    Path cells;

    @Option(
            names = "--reference",
            paramLabel = "RUN:LS-RUN:LS",
            converter = LumisectionSpan.Converter.class,
            description = "Learn from these lumisections only, and score all others.")
    @Nullable
    LumisectionSpan reference;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        InMemorySet set = common.read(paths);
        List<Lumisection> all = set.lumisections();
        List<Lumisection> learned = inReference(all);
        List<Lumisection> scored = reference == null
                ? all
                : all.stream().filter(one -> !reference.contains(one.id())).toList();
        Tally tally = new Tally();
        try (Examination examination = new Examination(new Examination.Setup(
                        Tests.all(), common.boundGeometries(), common.testOptions(), Threads.number()));
                ScoreFiles files = ScoreFiles.open(out, cells);
                ProgressBar bar = console.progress("score", learned.size() + (long) scored.size())) {
            ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
            for (Lumisection lumisection : learned) {
                Examined examined = examination.examine(lumisection, set.conditionsOf(lumisection.id()));
                examination.learn(examined, lessons(examined, learner));
                bar.step();
            }
            for (Lumisection lumisection : scored) {
                Examined examined = examination.examine(lumisection, set.conditionsOf(lumisection.id()));
                files.write(examined);
                tally.count(examined);
                examination.learn(examined, reference == null ? lessons(examined, learner) : nothing(examined));
                bar.step();
            }
        }
        tell(console, tally, learned.size(), set);
        return 0;
    }

    private List<Lumisection> inReference(List<Lumisection> all) {
        if (reference == null) {
            return List.of();
        }
        List<Lumisection> within =
                all.stream().filter(one -> reference.contains(one.id())).toList();
        if (within.isEmpty()) {
            throw new IllegalArgumentException("reference: no lumisection from %s to %s (expected: some of %s to %s)"
                    .formatted(
                            reference.first(),
                            reference.last(),
                            all.getFirst().id(),
                            all.getLast().id()));
        }
        return within;
    }

    private static Map<ElementName, Lesson> lessons(Examined examined, ContinualLearner learner) {
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (Examined.Part part : examined.parts()) {
            lessons.put(part.judgement().element().name(), learner.lesson(part.judgement(), examined.conditions()));
        }
        return lessons;
    }

    private static Map<ElementName, Lesson> nothing(Examined examined) {
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        examined.parts().forEach(part -> lessons.put(part.judgement().element().name(), Lesson.NOTHING));
        return lessons;
    }

    private void tell(Console console, Tally tally, int learned, InMemorySet set) {
        console.say(
                "%,d lumisections scored, %,d only learned from: %,d lines, of which %,d bad and %,d undecided; written to %s",
                tally.lumisections, learned, tally.lines, tally.bad, tally.undecided, out);
        if (set.rejected() > 0) {
            console.say("%,d records refused, the first: %s", set.rejected(), set.firstRejected());
        }
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("lumisections", tally.lumisections)
                .put("learned", learned)
                .put("lines", tally.lines)
                .put("bad", tally.bad)
                .put("undecided", tally.undecided)
                .put("rejected", set.rejected())
                .put("firstRejected", set.firstRejected())
                .put("out", out.toString()));
    }

    private static final class Tally {
        long lumisections;
        long lines;
        long bad;
        long undecided;

        void count(Examined examined) {
            lumisections++;
            for (Examined.Part part : examined.parts()) {
                lines++;
                switch (part.judgement().verdict()) {
                    case Verdict.Good good -> {}
                    case Verdict.Bad badly -> bad++;
                    case Verdict.Undecided open -> undecided++;
                }
            }
        }
    }
}
