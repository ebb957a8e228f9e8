package org.lumiwatch.monitor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * Looks back over a complete run. Online verdicts come late by their latency and linger after recovery; with all lumisections at
 * hand, onset and end of every suspected region are found by maximum likelihood, from both sides.
 *
 * <p>A region's counts are compared with those of other cells of the same element in the same lumisection, which had the same
 * exposure; what share of them is healthy is learned from the lumisections outside the fault, or from earlier runs when there
 * are none. Findings that no region can show (shape, global) and undecided lumisections stay as they were. The result goes to
 * the ledger as entries of its own, {@link Pass#HINDSIGHT}, beside the online ones.
 */
public final class Hindsight {
    private final Workspace workspace;
    private final Geometries geometries;
    private final InstantSource clock;

    public Hindsight(Workspace workspace, Geometries geometries, InstantSource clock) {
        this.workspace = workspace;
        this.geometries = geometries;
        this.clock = clock;
    }

    /**
     * Examines a run that is complete and keeps the result. Called again, as when late lumisections came, it replaces what it
     * said before.
     */
    public List<RegionHistory> examine(int run) {
        List<RegionHistory> histories = new ArrayList<>();
        online(run).forEach((element, entries) -> {
            ElementHindsight hindsight = new ElementHindsight(workspace, geometries, List.copyOf(entries.values()));
            histories.addAll(hindsight.histories());
            workspace.ledger().append(hindsight.entries(clock.instant()));
        });
        return histories;
    }

    /**
     * By element and lumisection, whichever test judged it: what a map without history showed in the first lumisections is
     * compared with the rest of the run, so that a defect that was always there costs none of them.
     */
    private Map<ElementName, NavigableMap<LumisectionId, LedgerEntry>> online(int run) {
        Map<ElementName, NavigableMap<LumisectionId, LedgerEntry>> entries = new TreeMap<>();
        LumisectionSet within = workspace.ledger().judged(Pass.ONLINE).inRuns(run, run);
        workspace
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        within,
                        Pass.ONLINE,
                        entry -> entries.computeIfAbsent(entry.element(), name -> new TreeMap<>())
                                .put(entry.at(), entry));
        return entries;
    }
}
