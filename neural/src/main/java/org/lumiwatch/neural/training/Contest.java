package org.lumiwatch.neural.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.MapFault;
import org.lumiwatch.neural.StandardFault;
import org.lumiwatch.neural.Standardisation;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.training.ElementData.Series;

/** All algorithms on the same lumisections of one element and the same faults. Examined with the last runs only. */
public final class Contest {
    /** Of places of faults, the same for all algorithms. */
    private static final long SEED = 1;

    private final ElementName name;
    private final Series series;
    private final Geometry geometry;
    private final int most;
    private final int first;

    /**
     * What became of one algorithm.
     *
     * @param trainingSeconds 0 where nothing is trained beforehand
     * @param microseconds a lumisection, on one core
     * @param bytes of the model; 0 where there is none
     * @param confusion of a classifier: faults as made by states as called, in the order of {@link MapFault.State}; else empty
     * @param curve of its training
     */
    public record Entry(
            String name,
            FaultScores scores,
            double trainingSeconds,
            double microseconds,
            long bytes,
            Map<String, List<Integer>> confusion,
            List<Manifest.Losses> curve) {
        public Entry {
            confusion = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(confusion));
            curve = List.copyOf(curve);
        }
    }

    /** @param most lumisections to examine with */
    public Contest(ElementName name, Series series, Geometry geometry, int most) {
        this.name = name;
        this.series = series;
        this.geometry = geometry;
        this.most = most;
        this.first = series.firstExamined();
    }

    /** Of a model that was trained on the earlier runs of the same series. */
    public Entry ofModel(byte[] bytes, Manifest manifest, double trainingSeconds) {
        try (OnnxModel model = OnnxModel.load(manifest.design(), bytes)) {
            FaultScores scores = scores((index, counts) ->
                    ModelScore.of(model, counts, series.conditions(index)).score());
            boolean classifies = model.outputs().containsKey(OnnxModel.PROBABILITIES);
            return new Entry(
                    manifest.design(),
                    scores,
                    trainingSeconds,
                    Compression.microseconds(bytes, series),
                    bytes.length,
                    classifies ? confusion(model) : Map.of(),
                    manifest.curve());
        }
    }

    private FaultScores scores(FaultScores.Scorer scorer) {
        return FaultScores.of(series, geometry, first, series.size(), most, SEED, scorer);
    }

    /** Calls each map by its likeliest state; a cell classifier by that of the cell least likely good, if less likely than not. */
    private Map<String, List<Integer>> confusion(OnnxModel model) {
        Map<String, List<Integer>> confusion = new LinkedHashMap<>();
        int every = Math.max(1, (series.size() - first) / most);
        float[] counts = new float[series.cells()];
        List<StandardFault> faults = new ArrayList<>(StandardFault.of(geometry));
        for (int f = -1; f < faults.size(); f++) {
            int[] called = new int[MapFault.State.values().length];
            for (int index = first; index < series.size(); index += every) {
                if (f < 0) {
                    series.write(index, counts, 0);
                } else {
                    FaultScores.spoil(series, index, geometry, f, SEED, counts);
                }
                called[state(Objects.requireNonNull(model.run(1, counts).get(OnnxModel.PROBABILITIES)))]++;
            }
            confusion.put(
                    f < 0 ? "good" : faults.get(f).label(),
                    java.util.Arrays.stream(called).boxed().toList());
        }
        return confusion;
    }

    private static int state(float[] probabilities) {
        int states = MapFault.State.values().length;
        int cells = probabilities.length / states;
        int worst = 0;
        for (int cell = 1; cell < cells; cell++) {
            worst = probabilities[cell] < probabilities[worst] ? cell : worst;
        }
        int best = 0;
        for (int state = 1; state < states; state++) {
            best = probabilities[state * cells + worst] > probabilities[best * cells + worst] ? state : best;
        }
        return best;
    }

    /**
     * Of one of Lumiwatch's own tests, which learns as it goes and trains nothing beforehand. Its score is the significance of the worst finding
     * where it found nothing in the lumisection before.
     */
    public Entry ofTest(QualityTestKind kind, Conditions conditions) {
        QualityTest test = kind.begin(name, geometry, TestOptions.defaults());
        ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
        double[] nanoseconds = {0, 0};
        FaultScores.Scorer scorer = new FaultScores.Scorer() {
            private int learned;
            private List<Finding> known = List.of();

            @Override
            public double score(int index, float[] counts) {
                while (learned < index) {
                    learn(learned);
                }
                long start = System.nanoTime();
                double score = news(judge(index, counts).verdict());
                nanoseconds[0] += System.nanoTime() - start;
                nanoseconds[1]++;
                return score;
            }

            @Override
            public void done(int index) {
                learn(index);
            }

            private void learn(int index) {
                float[] counts = new float[series.cells()];
                series.write(index, counts, 0);
                Judgement judgement = judge(index, counts);
                test.learn(judgement, at(index), learner.lesson(judgement, at(index)));
                known = judgement.verdict() instanceof Verdict.Bad(double all, List<Finding> findings)
                        ? findings
                        : List.of();
                learned = index + 1;
            }

            // what was found before is no news, as it is none to the crew
            private double news(Verdict verdict) {
                return switch (verdict) {
                    case Verdict.Good(double significance) -> significance;
                    case Verdict.Undecided undecided -> 0;
                    case Verdict.Bad(double all, List<Finding> findings) ->
                        findings.stream()
                                .filter(finding -> known.stream()
                                        .noneMatch(before -> before.box().common(finding.box()) > 0))
                                .mapToDouble(Finding::significance)
                                .max()
                                .orElse(0);
                };
            }

            private LumisectionConditions at(int index) {
                return conditions.at(series.at(index));
            }

            private Judgement judge(int index, float[] counts) {
                double[] contents = new double[counts.length];
                for (int i = 0; i < counts.length; i++) {
                    contents[i] = counts[i];
                }
                Histogram histogram = Histogram.of(series.axes(), contents);
                return test.judge(new MonitorElement(name, series.at(index), histogram), at(index));
            }
        };
        FaultScores scores = scores(scorer);
        return new Entry(
                kind.id().toString(), scores, 0, nanoseconds[0] / nanoseconds[1] / 1e3, 0, Map.of(), List.of());
    }

    /** The simplest there is: largest distance of any cell from its mean over the training runs, in its standard deviations. */
    public Entry ofMeanAndWidth() {
        Standardisation all = new Standardisation(series.cells());
        float[] counts = new float[series.cells()];
        for (int index = 0; index < first; index++) {
            series.write(index, counts, 0);
            all.add(counts, 0);
        }
        FaultScores scores = scores((index, spoiled) -> all.largestDeviation(spoiled));
        return new Entry("mean and width", scores, 0, Double.NaN, 8L * series.cells(), Map.of(), List.of());
    }

    /** Designs that suit the element. */
    public static List<Design> designs(Geometry geometry) {
        return java.util.Arrays.stream(Design.values())
                .filter(design -> design.suits(geometry))
                .toList();
    }
}
