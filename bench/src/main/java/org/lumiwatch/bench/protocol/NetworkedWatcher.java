package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.ScoreTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.FaultySamples;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MapFault;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.ensemble.NetworkScorer;
import org.lumiwatch.neural.ensemble.WeighedTest;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;

/** Lumiwatch with networks as members: trained on the history, joined before the watch. Mutable. */
final class NetworkedWatcher implements Watcher, AutoCloseable {
    private static final double TRAINED = 0.8;

    private final String name;
    private final ElementName element;
    private final Geometry geometry;
    private final List<Design> designs;
    private final int epochs;
    private final long seed;
    private final List<OnnxModel> models = new ArrayList<>();
    private final Present alone;
    private @Nullable Present joined;

    /** @param epochs at most */
    NetworkedWatcher(
            List<Design> designs,
            ElementName element,
            Geometry geometry,
            double falseIncidentsPerDay,
            int epochs,
            long seed) {
        this.name = nameWith(designs);
        this.element = element;
        this.geometry = geometry;
        this.designs = List.copyOf(designs);
        this.epochs = epochs;
        this.seed = seed;
        this.alone = new Present(element, geometry, falseIncidentsPerDay);
    }

    static String nameWith(List<Design> designs) {
        return "with: " + String.join(", ", designs.stream().map(Design::label).toList());
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
        alone.train(history);
        List<WeighedTest.Joining> members = new ArrayList<>();
        for (Design design : designs) {
            OnnxModel model = trained(design, history);
            models.add(model);
            members.add(new WeighedTest.Joining(
                    ScoreTest.kind(
                            new TestId(design.label(), 1), (of, its) -> Optional.of(new NetworkScorer(model, its))),
                    of -> of.equals(element)));
        }
        List<QualityTestKind> kinds = new ArrayList<>(QualityTests.all());
        kinds.set(0, WeighedTest.kind(kinds.getFirst(), members));
        joined = alone.copyWith(name, kinds);
    }

    private OnnxModel trained(Design design, List<Observed> history) {
        Network network = design.network(geometry, Map.of());
        int split = (int) (TRAINED * history.size());
        Training.Options options =
                new Training.Options(new Optimiser.Adam(2e-3), 32, epochs, Math.max(1, epochs / 4), seed, 1);
        Contents all = new ObservedContents(history);
        Contents earlier = all.part(0, split);
        Training.Result result = Training.of(
                network,
                Templates.into(network, network.initial(seed), earlier),
                samples(network, earlier),
                samples(network, all.part(split, history.size())),
                options,
                epoch -> {});
        return OnnxModel.load(design.label(), OnnxWriter.write(network, result.weights(), Map.of()));
    }

    private Samples samples(Network network, Contents contents) {
        return switch (network.head()) {
            case Head.Expectation head -> new MaskedSamples(contents, head, MaskedSamples.Conditions.NONE);
            case Head.CellClasses classes ->
                new FaultySamples(
                        contents,
                        geometry,
                        faults(),
                        List.of(MapFault.State.values()),
                        FaultySamples.Aim.STATE_OF_CELLS);
            default -> Samples.of(contents);
        };
    }

    /** Other factors than those of the watch. */
    private static List<MapFault> faults() {
        List<MapFault> faults = new ArrayList<>();
        for (int size : new int[] {1, 3}) {
            for (double factor : new double[] {0, 0.3, 0.6, 1.7, 4}) {
                faults.add(new MapFault("×" + factor, new MapFault.Change.Efficiency(factor), size));
            }
        }
        return faults;
    }

    private Present present() {
        return joined == null ? alone : joined;
    }

    @Override
    public List<Alarm> watch(Observed observed) {
        return present().watch(observed);
    }

    @Override
    public void settle(double falseIncidentsPerDay) {}

    @Override
    public List<Box> suspected() {
        return present().suspected();
    }

    @Override
    public void close() {
        alone.close();
        if (joined != null) {
            joined.close();
        }
        models.forEach(OnnxModel::close);
    }
}
