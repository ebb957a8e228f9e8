package org.lumiwatch.monitor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.Incident.Status;
import org.lumiwatch.lumisection.LumisectionId;

/** An incident in the making: the record, and what the tracker needs to follow it. Mutable. */
final class Cause {
    /** A finding in the element that showed it. */
    record Sighting(LumisectionId at, ElementName element, Place place, Finding finding, Side side) {
        static Sighting of(LumisectionId at, ElementName element, Geometry geometry, Finding finding) {
            Side side = geometry.law() == CountLaw.MULTINOMIAL ? Side.FORM : Side.of(finding.kind());
            return new Sighting(at, element, Place.of(element, geometry, finding), finding, side);
        }

        /** What the incident is named after: of a distribution its form, else the more significant. */
        boolean tellsMoreThan(Finding worst) {
            boolean form = finding.kind() == FindingKind.SHAPE;
            boolean worstIsForm = worst.kind() == FindingKind.SHAPE;
            return form == worstIsForm ? finding.significance() >= worst.significance() : form;
        }
    }

    private static final int PLACES = 64;
    /** Lumisections between two onsets that are one. */
    private static final int TOGETHER = 3;
    /** Lumisections after its alarm within which a cause may yet turn out to be worse than it seemed. */
    private static final int SETTLED = 10;

    /** Lumisections without it since it was last seen, with evidence. */
    final NavigableSet<LumisectionId> without = new TreeSet<>();
    /** Where it was seen; the latest last. */
    final SequencedSet<Place> places = new LinkedHashSet<>();

    final Side side;
    final Novelty novelty;

    Incident incident;
    /** Lumisections examined since it recovered. */
    int quietFor;

    Cause(Incident incident, Side side, Novelty novelty) {
        this.incident = incident;
        this.side = side;
        this.novelty = novelty;
    }

    static Cause first(long id, Sighting sighting, Novelty novelty) {
        LumisectionId onset = earlier(sighting.finding().since(), sighting.at());
        Incident incident = new Incident(
                id,
                onset,
                sighting.at(),
                sighting.at(),
                null,
                List.of(sighting.element()),
                sighting.finding(),
                novelty == Novelty.KNOWN ? Status.ACKNOWLEDGED : Status.OPEN,
                false,
                novelty == Novelty.KNOWN ? IncidentTracker.FROM_THE_START : "");
        Cause cause = new Cause(incident, sighting.side(), novelty);
        cause.places.add(sighting.place());
        return cause;
    }

    boolean isOver() {
        return incident.status() == Status.RECOVERED;
    }

    /** Whether the sighting is of this cause; what shares only a part with one that is over is another. */
    boolean explains(Sighting sighting, int growthLumisections) {
        if (side == Side.WHOLE && !isOver() && beganWith(sighting)) {
            return true;
        }
        if (side != sighting.side() || (isOver() && !isLike(sighting.finding()))) {
            return false;
        }
        boolean young = sighting.at().run() == incident.raised().run()
                && sighting.at().number() - incident.raised().number() <= growthLumisections;
        return places.stream()
                .anyMatch(place -> place.same(sighting.place())
                        && (young || !sighting.place().dwarfs(place))
                        && (!isOver() || place.isMuchLike(sighting.place())));
    }

    /** Whether hardware that was only degraded so far is now dead; what shows so soon after the alarm was so from the beginning. */
    boolean worsensBy(Sighting sighting) {
        boolean settled = sighting.at().run() != incident.raised().run()
                || sighting.at().number() - incident.raised().number() > SETTLED;
        return sighting.finding().kind() == FindingKind.DEAD
                && incident.worst().kind() == FindingKind.DEGRADED
                && settled
                && places.stream().anyMatch(place -> place.isMuchLike(sighting.place()));
    }

    /** Whether a region of this changed element changed with it: it may need longer to be seen healthy again than the whole. */
    private boolean beganWith(Sighting sighting) {
        LumisectionId since = sighting.finding().since();
        return incident.elements().contains(sighting.element())
                && since.run() == incident.onset().run()
                && Math.abs(since.number() - incident.onset().number()) <= TOGETHER;
    }

    /**
     * Whether a finding could be the return of this cause. While it lasts, one cause moves many bins of a distribution; once it is
     * over, only the same kind of change in the same bins is the same cause.
     */
    private boolean isLike(Finding finding) {
        Finding worst = incident.worst();
        return side != Side.FORM
                || ((finding.kind() == FindingKind.SHAPE) == (worst.kind() == FindingKind.SHAPE)
                        && worst.box().common(finding.box()) > 0);
    }

    /** Takes note of a sighting; tells whether the record changed in more than its last lumisection. */
    boolean see(Sighting sighting) {
        Incident before = incident;
        LumisectionId at = sighting.at();
        Finding worst = before.worst();
        List<ElementName> elements = new ArrayList<>(before.elements());
        if (!elements.contains(sighting.element())) {
            elements.add(sighting.element());
        }
        if (worsensBy(sighting) || sighting.tellsMoreThan(worst)) {
            worst = sighting.finding();
            elements.remove(sighting.element());
            elements.addFirst(sighting.element());
        }
        LumisectionId last = before.last().compareTo(at) < 0 ? at : before.last();
        LumisectionId onset = earlier(before.onset(), earlier(sighting.finding().since(), at));
        incident = with(before, onset, last, elements, worst);
        places.remove(sighting.place());
        places.addLast(sighting.place());
        if (places.size() > PLACES) {
            places.removeFirst();
        }
        without.headSet(at, true).clear();
        return !before.elements().equals(elements) || !before.onset().equals(onset);
    }

    void recover(LumisectionId from) {
        incident = standing(Status.RECOVERED, from, incident.intermittent());
        quietFor = 0;
    }

    void reopen() {
        incident = standing(Status.OPEN, null, true);
    }

    void annotate(Status status, String note) {
        incident = new Incident(
                incident.id(),
                incident.onset(),
                incident.raised(),
                incident.last(),
                incident.recovered(),
                incident.elements(),
                incident.worst(),
                status,
                incident.intermittent(),
                note);
    }

    private Incident standing(Status status, @Nullable LumisectionId recovered, boolean intermittent) {
        without.clear();
        return new Incident(
                incident.id(),
                incident.onset(),
                incident.raised(),
                incident.last(),
                recovered,
                incident.elements(),
                incident.worst(),
                status,
                intermittent,
                incident.note());
    }

    private static Incident with(
            Incident of, LumisectionId onset, LumisectionId last, List<ElementName> elements, Finding worst) {
        return new Incident(
                of.id(),
                onset,
                of.raised(),
                last,
                of.recovered(),
                elements,
                worst,
                of.status(),
                of.intermittent(),
                of.note());
    }

    private static LumisectionId earlier(LumisectionId a, LumisectionId b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Too few, too many, another form, everything: one cause has one of them. */
    enum Side {
        FEWER,
        MORE,
        FORM,
        WHOLE;

        static Side of(FindingKind kind) {
            return switch (kind) {
                case DEAD, DEGRADED -> FEWER;
                case HOT, NOISY -> MORE;
                case SHAPE -> FORM;
                case GLOBAL -> WHOLE;
            };
        }
    }

    /** Whether it alarmed, or was there before the reference was learned. */
    enum Novelty {
        NEW,
        KNOWN
    }
}
