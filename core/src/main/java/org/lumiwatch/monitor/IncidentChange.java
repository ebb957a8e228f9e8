package org.lumiwatch.monitor;

import org.lumiwatch.ledger.Incident;

/** Something happened to an incident. */
public record IncidentChange(Occasion occasion, Incident incident) {
    /** What happened. */
    public enum Occasion {
        /** A new cause. Alarms. */
        OPENED,
        /** It came back: from now on it is intermittent. Alarms the first time, when it is worse than before, and whenever it is large. */
        REOPENED,
        /** Hardware that was degraded is dead now. Alarms. */
        WORSENED,
        /** It is gone, seen with enough entries to say so. Alarms. */
        RECOVERED,
        /** It was there before the reference was learned: listed, no alarm. */
        KNOWN,
        /** It was seen again, or in another element. No alarm. */
        CONTINUED;

        /** Whether the crew is told. */
        public boolean alarms() {
            return switch (this) {
                case OPENED, REOPENED, WORSENED, RECOVERED -> true;
                case KNOWN, CONTINUED -> false;
            };
        }
    }

    /** One line for people. */
    public String headline() {
        return switch (occasion) {
            case OPENED -> "ALARM incident %d: %s".formatted(incident.id(), incident.headline());
            case REOPENED -> "ALARM incident %d is back: %s".formatted(incident.id(), incident.headline());
            case WORSENED -> "ALARM incident %d is worse: %s".formatted(incident.id(), incident.headline());
            case RECOVERED ->
                "RECOVERED incident %d at %s: %s".formatted(incident.id(), incident.recovered(), incident.headline());
            case KNOWN -> "known defect %d: %s".formatted(incident.id(), incident.headline());
            case CONTINUED -> "incident %d goes on: %s".formatted(incident.id(), incident.headline());
        };
    }
}
