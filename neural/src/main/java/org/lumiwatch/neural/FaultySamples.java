package org.lumiwatch.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.neural.MapFault.State;

/**
 * Healthy maps, each once as it is and once with a fault of every other state, at another place at every visit: what classifiers are trained
 * with. Where the state of every cell is told, there are several faults at once, of any state.
 *
 * @param healthy counts and nothing else
 * @param faults by the state that they stand for; the first state stands for none
 * @param states classes in the order of the network's
 * @param aim whether the class of the map or of every cell is wanted
 */
public record FaultySamples(Contents healthy, Geometry geometry, List<MapFault> faults, List<State> states, Aim aim)
        implements Samples {
    public FaultySamples {
        faults = List.copyOf(faults);
        states = List.copyOf(states);
        if (states.isEmpty() || states.getFirst() != State.GOOD) {
            throw new IllegalArgumentException("states: %s (expected: good first)".formatted(states));
        }
    }

    /** Faults in one map of which every cell is told: more show more, as long as the map stays what it is. */
    private static final int AT_ONCE = 6;

    /** What the target tells. */
    public enum Aim {
        STATE_OF_MAP,
        STATE_OF_CELLS
    }

    @Override
    public int size() {
        return healthy.size() * states.size();
    }

    @Override
    public void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
        int map = index / states.size();
        int state = index % states.size();
        healthy.write(map, input, inputAt);
        switch (aim) {
            case STATE_OF_MAP -> {
                target[targetAt] = state;
                List<MapFault> possible = faults.stream()
                        .filter(fault -> counted(fault) == states.get(state))
                        .toList();
                if (!possible.isEmpty()) {
                    MapFault fault = possible.get(random.nextInt(possible.size()));
                    fault.into(input, inputAt, geometry, healthy.most(map), random);
                }
            }
            case STATE_OF_CELLS -> {
                int cells = geometry.nx() * geometry.ny();
                java.util.Arrays.fill(target, targetAt, targetAt + cells, 0);
                for (int i = 0; i < AT_ONCE && state > 0; i++) {
                    MapFault fault = faults.get(random.nextInt(faults.size()));
                    int called = states.indexOf(counted(fault));
                    Box box = fault.into(input, inputAt, geometry, healthy.most(map), random);
                    geometry.cellsOf(box).forEach(cell -> target[targetAt + cell % cells] = called);
                }
            }
        }
    }

    /** Where nothing is called degraded, it counts as dead. */
    private State counted(MapFault fault) {
        return states.contains(fault.state()) ? fault.state() : State.DEAD;
    }
}
