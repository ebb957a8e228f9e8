package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumiwatch.judge.ExpectationTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.neural.ensemble.NetworkExpectation;
import org.lumiwatch.neural.ensemble.WeighedTest;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.training.Manifest;
import org.lumiwatch.neural.training.ModelStore;

/** All kinds of quality tests, the preferred first: a later one judges an element while the earlier have no reference. */
final class Tests {
    private static final String MASKED = "masked-autoencoder";

    private Tests() {}

    static List<QualityTestKind> all() {
        return QualityTests.all();
    }

    /**
     * The same; distributions that a workspace has a masked autoencoder for are judged by its latest one as well. Models stay open as long as the
     * process.
     */
    static List<QualityTestKind> with(Path workspace) {
        Map<String, Manifest> latest = new HashMap<>();
        ModelStore store = ModelStore.in(workspace);
        store.all().stream()
                .filter(papers -> papers.design().equals(MASKED))
                .forEach(papers -> latest.put(papers.elements().getFirst(), papers));
        if (latest.isEmpty()) {
            return all();
        }
        Map<String, OnnxModel> models = new HashMap<>();
        latest.forEach((element, papers) -> models.put(element, store.load(papers)));
        QualityTestKind member = ExpectationTest.kind(
                new TestId("network", 1),
                (name, geometry) -> Optional.ofNullable(models.get(name.path()))
                        .map(model -> new NetworkExpectation(model, geometry)));
        QualityTestKind weighed =
                WeighedTest.kind(ShapeTest.kind(), List.of(member), name -> models.containsKey(name.path()));
        List<QualityTestKind> kinds = new ArrayList<>(all());
        kinds.replaceAll(kind -> kind.id().equals(weighed.id()) ? weighed : kind);
        return List.copyOf(kinds);
    }
}
