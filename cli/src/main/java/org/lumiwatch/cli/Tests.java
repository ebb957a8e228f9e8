package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumiwatch.judge.ExpectationTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.ScoreTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.ensemble.NetworkExpectation;
import org.lumiwatch.neural.ensemble.NetworkScorer;
import org.lumiwatch.neural.ensemble.WeighedTest;
import org.lumiwatch.neural.ensemble.WeighedTest.Joining;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.training.Manifest;
import org.lumiwatch.neural.training.ModelStore;

/** All kinds of quality tests, the preferred first: a later one judges an element while the earlier have no reference. */
final class Tests {
    private Tests() {}

    static List<QualityTestKind> all() {
        return QualityTests.all();
    }

    /**
     * The same; elements that a workspace has a model of these designs for are judged by the latest one as well. Models stay open as long as the
     * process.
     */
    static List<QualityTestKind> with(Path workspace, Set<Design> designs) {
        List<Joining> distributions = new ArrayList<>();
        List<Joining> maps = new ArrayList<>();
        for (Design design : designs) {
            Map<String, OnnxModel> models = latest(ModelStore.in(workspace), design);
            if (models.isEmpty()) {
                continue;
            }
            TestId id = new TestId(design.label(), 1);
            QualityTestKind scored = ScoreTest.kind(
                    id,
                    (name, geometry) -> Optional.ofNullable(models.get(name.path()))
                            .map(model -> new NetworkScorer(model, geometry)));
            QualityTestKind expecting = ExpectationTest.kind(
                    id,
                    (name, geometry) -> Optional.ofNullable(models.get(name.path()))
                            .map(model -> new NetworkExpectation(model, geometry)));
            QualityTestKind ofDistributions = design.kind() == Design.Kind.EXPECTATION ? expecting : scored;
            distributions.add(new Joining(ofDistributions, name -> models.containsKey(name.path())));
            maps.add(new Joining(scored, name -> models.containsKey(name.path())));
        }
        if (maps.isEmpty()) {
            return all();
        }
        List<QualityTestKind> kinds = new ArrayList<>(all());
        kinds.set(0, WeighedTest.kind(kinds.getFirst(), maps));
        kinds.set(kinds.size() - 1, WeighedTest.kind(kinds.getLast(), distributions));
        return List.copyOf(kinds);
    }

    private static Map<String, OnnxModel> latest(ModelStore store, Design design) {
        Map<String, Manifest> latest = new HashMap<>();
        store.all().stream()
                .filter(papers -> papers.design().equals(design.label())
                        && papers.elements().size() == 1)
                .forEach(papers -> latest.put(papers.elements().getFirst(), papers));
        Map<String, OnnxModel> models = new HashMap<>();
        latest.forEach((element, papers) -> models.put(element, store.load(papers)));
        return models;
    }
}
