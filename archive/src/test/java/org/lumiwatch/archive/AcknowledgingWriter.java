package org.lumiwatch.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.testkit.Samples;

/**
 * A process that writes until it is killed. Arguments: the workspace, the first run. Prints {@code ack RUN LS} when a lumisection
 * and its ledger entries are kept and {@code sealing RUN} before a run is sealed.
 */
final class AcknowledgingWriter {
    static final int RUN_LENGTH = 12;
    private static final int ELEMENTS = 5;

    private AcknowledgingWriter() {}

    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] arguments) {
        DuckWorkspace workspace = DuckWorkspace.open(Path.of(arguments[0]));
        System.out.println("open");
        for (int run = Integer.parseInt(arguments[1]); ; run++) {
            for (int ls = 1; ls <= RUN_LENGTH; ls++) {
                LumisectionId at = new LumisectionId(run, ls);
                workspace.histograms().add(elements(at));
                workspace.ledger().append(entries(at));
                System.out.println("ack " + run + ":" + ls + " kept");
            }
            System.out.printf("sealing %d%n", run);
            workspace.histograms().seal(run);
        }
    }

    /** What is written of a lumisection: always the same. */
    static List<MonitorElement> elements(LumisectionId at) {
        SplittableRandom random = new SplittableRandom(at.hashCode());
        List<MonitorElement> elements = new ArrayList<>();
        for (int i = 0; i < ELEMENTS; i++) {
            elements.add(Samples.element(random, at, new ElementName("Crash/element " + i)));
        }
        return elements;
    }

    static List<LedgerEntry> entries(LumisectionId at) {
        SplittableRandom random = new SplittableRandom(at.hashCode());
        return elements(at).stream()
                .map(element -> Samples.entry(random, at, element.name()))
                .toList();
    }
}
