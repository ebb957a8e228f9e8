package org.lumiwatch.simulator;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Prints how many lumisections of each subdetector one core makes a second, in processor time. Not a test: run it after {@code
 * mvn test-compile} with {@code java -cp core/target/classes:simulator/target/classes:simulator/target/test-classes
 * org.lumiwatch.simulator.Throughput}.
 */
final class Throughput {
    private static final int LUMISECTIONS = 600;

    private Throughput() {}

    public static void main(String[] args) {
        print(Subdetector.ecalBarrel(1, DetectorOptions.measured()), 500);
        print(Subdetector.hcal(1, List.of(1, 2, 3, 4), DetectorOptions.measured()), 1800);
        print(Subdetector.ecalEndcaps(1, DetectorOptions.measured()), 500);
        print(Subdetector.hcalEndcap(1, DetectorOptions.measured()), 1800);
        print(Subdetector.hcalBarrel(1, DetectorOptions.measured()), 1800);
        print(Subdetector.pixelBarrel(1, List.of(2), DetectorOptions.measured()), 1800);
        print(Subdetector.strips(1, DetectorOptions.measured()), 1800);
        print(Subdetector.tracker(1, List.of(1, 2, 3, 4), DetectorOptions.measured()), 1800);
        print(Subdetector.missingEnergy(1), 1800);
        double start = seconds();
        DemoFill.of(1).read(delivery -> {});
        System.out.printf("the demo's fill: %.1f s%n", seconds() - start);
    }

    private static void print(Subdetector subdetector, int events) {
        Fill fill = MapStream.steady(1, LUMISECTIONS, 40, events);
        Simulation simulation = new Simulation(1, fill, List.of(subdetector), List.of());
        double cells = 0;
        for (int i = 0; i < LUMISECTIONS / 3; i++) {
            cells = simulation.lumisection(i).stream()
                    .mapToInt(element -> element.histogram().cells())
                    .sum();
        }
        double start = seconds();
        for (int i = 0; i < LUMISECTIONS; i++) {
            simulation.lumisection(i);
        }
        System.out.printf(
                "%s (%.0f cells): %.0f lumisections/s%n",
                subdetector.name(), cells, LUMISECTIONS / (seconds() - start));
    }

    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }
}
