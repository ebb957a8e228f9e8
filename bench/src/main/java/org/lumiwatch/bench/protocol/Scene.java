package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.stream.Course;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * A map of one seed in the changing conditions of a campaign, with a programme of faults in its watch.
 *
 * @param simulation with the faults
 */
record Scene(Simulation simulation, ElementName element, Geometry geometry, List<Placed> faults, Course course) {
    /** Faults at the same time, about one cell in a thousand. */
    private static final int TRACKS = 4;

    static Scene of(Subject subject, long seed, Stretches stretches, List<FaultClass> classes) {
        Subdetector subdetector = subject.subdetector(seed);
        ElementName element = subdetector.elements().getFirst();
        Geometry geometry = subdetector.geometry(element);
        Campaign campaign =
                new Campaign(seed, Campaign.Options.of(stretches.all()).withEvents(subject.events()));
        Simulation healthy = new Simulation(seed, campaign, List.of(subdetector), List.of());
        List<Placed> placed = Programme.of(
                geometry,
                healthy.latent(stretches.history(), element),
                classes,
                TRACKS,
                stretches.firstWatched(),
                stretches.all(),
                seed);
        List<Fault> faults = new ArrayList<>();
        placed.forEach(one -> faults.add(one.fault(element)));
        Simulation simulation = new Simulation(seed, campaign, List.of(subdetector), faults);
        return new Scene(simulation, element, geometry, placed, new Course(simulation, element, geometry, stretches));
    }

    Latent latent(int index) {
        return simulation.latent(index, element);
    }
}
