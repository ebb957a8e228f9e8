package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.stream.Course;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Situation;
import org.lumiwatch.element.Box;
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
    /** Cells of an alarm that may be about a single one. */
    private static final int FEW = 9;

    static Scene of(Situation situation, long seed, Stretches stretches, List<FaultClass> classes) {
        Subdetector subdetector = situation.subdetector(seed);
        ElementName element = subdetector.elements().getFirst();
        Geometry geometry = subdetector.geometry(element);
        Campaign campaign =
                new Campaign(seed, Campaign.Options.of(stretches.all()).withEvents(situation.events()));
        Simulation healthy = new Simulation(seed, campaign, List.of(subdetector), List.of(), situation.unrest());
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
        Simulation simulation = new Simulation(seed, campaign, List.of(subdetector), faults, situation.unrest());
        return new Scene(simulation, element, geometry, placed, new Course(simulation, element, geometry, stretches));
    }

    /** Alarms but for those of a few cells with one among them that flickers. */
    List<Alarm> notAboutFlicker(List<Alarm> alarms) {
        List<Box> flickering =
                simulation.flickering(element).stream().map(geometry::box).toList();
        return alarms.stream()
                .filter(alarm -> alarm.box().cells() > FEW
                        || flickering.stream().noneMatch(cell -> alarm.box().common(cell) > 0))
                .toList();
    }

    Latent latent(int index) {
        return simulation.latent(index, element);
    }
}
