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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.SensitivityJson;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * Saved memory of a monitor, and the way back to the present: everything in one value, so that it is all of one moment, with the
 * stamp of the last ledger entry it knows of. Memory of some earlier moments is kept too: what turns out to be bad long after it was
 * learned is unlearned by going back to before it and learning again, without it, what came since.
 */
final class Resumption {
    private static final String STATE = "monitor";
    private static final int VERSION = 3;
    /** Earlier moments kept, and lumisections from one to the next: labels come two days late. */
    private static final int EARLIER = 5;

    private static final int APART = 2000;

    private final Workspace workspace;
    private final Monitor.Parts parts;
    /** Lumisections judged when memory was last kept as an earlier moment. */
    private long keptAt;

    Resumption(Workspace workspace, Monitor.Parts parts) {
        this.workspace = workspace;
        this.parts = parts;
    }

    /** Hears of every lumisection to repeat, in the order in which they were examined. */
    interface Repetition {
        /** @param followed whether the restored incidents know of it */
        void repeat(Lumisection lumisection, Map<ElementName, Lesson> lessons, Instant recorded, boolean followed);
    }

    /** Memory of one moment; {@code until} is the stamp of the last entry that it knows of. */
    private static final class Moment {
        private final Instant until;
        private final long keptAt;
        private final byte[] incidents;
        private final byte[] memory;

        Moment(Instant until, long keptAt, byte[] incidents, byte[] memory) {
            this.until = until;
            this.keptAt = keptAt;
            this.incidents = incidents;
            this.memory = memory;
        }

        /** Nothing is known. */
        static Moment beginning() {
            return new Moment(Instant.MIN, 0, new byte[0], new byte[0]);
        }

        boolean isBeginning() {
            return until.equals(Instant.MIN);
        }
    }

    /** @param judged lumisections judged so far */
    void save(Instant until, long judged) {
        boolean earlier = judged / APART != keptAt / APART;
        keptAt = earlier ? judged : keptAt;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeLong(until.getEpochSecond());
            out.writeInt(until.getNano());
            out.writeLong(keptAt);
            ByteArrayOutputStream incidents = new ByteArrayOutputStream();
            parts.tracker().save(new DataOutputStream(incidents));
            out.writeInt(incidents.size());
            out.write(incidents.toByteArray());
            parts.examination().save(out);
            parts.learner().save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workspace.putState(STATE, bytes.toByteArray());
        if (earlier) {
            workspace.putState(earlier(judged / APART % EARLIER), bytes.toByteArray());
        }
        SensitivityJson.keep(workspace, parts.examination().sensitivity());
    }

    private static String earlier(long slot) {
        return STATE + "-" + slot;
    }

    /**
     * Restores what was saved and repeats what came after. What was learned and is now believed to be bad is unlearned.
     *
     * @param bad lumisections that labels say are bad
     * @return those of them that were unlearned
     */
    LumisectionSet resume(LumisectionSet bad, Repetition repetition) {
        Moment latest = read(STATE);
        keptAt = latest.keptAt;
        List<LedgerEntry> wrong = new ArrayList<>();
        LumisectionSet judged = workspace.ledger().judged(LedgerEntry.Pass.ONLINE);
        read(judged.and(bad), entry -> {
            if (Lesson.valueOf(entry.learned()) != Lesson.NOTHING) {
                wrong.add(entry.withLearned(Lesson.NOTHING.name()));
            }
        });
        Moment from = wrong.stream()
                .map(LedgerEntry::recorded)
                .min(Instant::compareTo)
                .map(first -> before(first, latest))
                .orElse(latest);
        restore(latest, from);
        wrong.removeIf(entry -> !entry.recorded().isAfter(from.until));
        workspace.ledger().append(wrong);
        TreeMap<Instant, List<LedgerEntry>> pages = new TreeMap<>();
        read(judged, entry -> {
            if (entry.recorded().isAfter(from.until)) {
                pages.computeIfAbsent(entry.recorded(), time -> new ArrayList<>())
                        .add(entry);
            }
        });
        pages.forEach((recorded, entries) -> repeat(recorded, entries, repetition, !recorded.isAfter(latest.until)));
        return LumisectionSet.of(wrong.stream().map(LedgerEntry::at).toList());
    }

    private void read(LumisectionSet within, Consumer<LedgerEntry> sink) {
        workspace.ledger().read(ElementGlob.of("*"), within, LedgerEntry.Pass.ONLINE, sink);
    }

    /**
     * The last moment before {@code first}: the beginning, while no earlier moment was given up; the oldest kept otherwise, for what is
     * older than that has been forgotten by itself.
     */
    private Moment before(Instant first, Moment latest) {
        if (latest.until.isBefore(first)) {
            return latest;
        }
        List<Moment> earlier = IntStream.range(0, EARLIER)
                .mapToObj(slot -> read(earlier(slot)))
                .filter(moment -> !moment.isBeginning())
                .sorted((one, other) -> other.until.compareTo(one.until))
                .toList();
        Moment oldest = earlier.size() < EARLIER ? Moment.beginning() : earlier.getLast();
        return earlier.stream()
                .filter(moment -> moment.until.isBefore(first))
                .findFirst()
                .orElse(oldest);
    }

    private void repeat(Instant recorded, List<LedgerEntry> entries, Repetition repetition, boolean followed) {
        LumisectionId id = entries.getFirst().at();
        List<MonitorElement> elements = new ArrayList<>();
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            workspace.histograms().find(id, entry.element()).ifPresent(elements::add);
            lessons.put(entry.element(), Lesson.valueOf(entry.learned()));
        }
        repetition.repeat(new Lumisection(id, elements), lessons, recorded, followed);
    }

    private Moment read(String name) {
        byte[] state = workspace.state(name);
        if (state.length == 0) {
            return Moment.beginning();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new InvalidDataException(
                        "%s: saved memory of version %d (expected: %d); use the Lumiwatch that wrote it, or a new workspace"
                                .formatted(workspace.folder(), version, VERSION));
            }
            Instant until = Instant.ofEpochSecond(in.readLong(), in.readInt());
            long kept = in.readLong();
            byte[] incidents = new byte[in.readInt()];
            in.readFully(incidents);
            return new Moment(until, kept, incidents, in.readAllBytes());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Incidents of the latest moment; what was learned, of the one to go on from. */
    private void restore(Moment latest, Moment from) {
        try {
            if (!latest.isBeginning()) {
                parts.tracker().restore(new DataInputStream(new ByteArrayInputStream(latest.incidents)));
            }
            if (!from.isBeginning()) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(from.memory));
                parts.examination().restore(in);
                parts.learner().restore(in);
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private InvalidDataException damaged(IOException e) {
        return new InvalidDataException(
                "%s: saved memory is damaged: %s; use a new workspace".formatted(workspace.folder(), e), e);
    }
}
