package org.lumiwatch.monitor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.SensitivityJson;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Saved memory of a monitor, and the way back to the present: everything in one value, so that it is all of one moment, with the
 * stamp of the last ledger entry it knows of.
 */
record Resumption(Workspace workspace, Monitor.Parts parts) {
    private static final String STATE = "monitor";
    private static final int VERSION = 2;

    /** Hears of every lumisection to repeat, in the order in which they were examined. */
    interface Repetition {
        void repeat(Lumisection lumisection, Map<ElementName, Lesson> lessons, Instant recorded);
    }

    void save(Instant until) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeLong(until.getEpochSecond());
            out.writeInt(until.getNano());
            parts.examination().save(out);
            parts.learner().save(out);
            parts.tracker().save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workspace.putState(STATE, bytes.toByteArray());
        SensitivityJson.keep(workspace, parts.examination().sensitivity());
    }

    void resume(Repetition repetition) {
        Instant saved = restore();
        TreeMap<Instant, List<LedgerEntry>> pages = new TreeMap<>();
        workspace
                .ledger()
                .read(
                        ElementGlob.of("*"),
                        workspace.ledger().judged(LedgerEntry.Pass.ONLINE),
                        LedgerEntry.Pass.ONLINE,
                        entry -> {
                            if (entry.recorded().isAfter(saved)) {
                                pages.computeIfAbsent(entry.recorded(), time -> new ArrayList<>())
                                        .add(entry);
                            }
                        });
        pages.forEach((recorded, entries) -> repeat(recorded, entries, repetition));
    }

    private void repeat(Instant recorded, List<LedgerEntry> entries, Repetition repetition) {
        LumisectionId id = entries.getFirst().at();
        List<MonitorElement> elements = new ArrayList<>();
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            workspace.histograms().find(id, entry.element()).ifPresent(elements::add);
            lessons.put(entry.element(), Lesson.valueOf(entry.learned()));
        }
        repetition.repeat(new Lumisection(id, elements), lessons, recorded);
    }

    /** Stamp of the last entry that the restored memory knows; the beginning of time when there is none. */
    private Instant restore() {
        byte[] state = workspace.state(STATE);
        if (state.length == 0) {
            return Instant.MIN;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new InvalidDataException(
                        "%s: saved memory of version %d (expected: %d); use the Lumiwatch that wrote it, or a new workspace"
                                .formatted(workspace.folder(), version, VERSION));
            }
            Instant until = Instant.ofEpochSecond(in.readLong(), in.readInt());
            parts.examination().restore(in);
            parts.learner().restore(in);
            parts.tracker().restore(in);
            return until;
        } catch (IOException e) {
            throw new InvalidDataException(
                    "%s: saved memory is damaged: %s; use a new workspace".formatted(workspace.folder(), e), e);
        }
    }
}
