package org.lumiwatch.judge;

/** Why a verdict is undecided. */
public sealed interface Reason {
    /** Too few entries to see a fault. */
    record TooFewEntries(double entries, double needed) implements Reason {}

    /** Nothing to compare with yet. */
    record NoReference(int seen, int needed) implements Reason {}

    /** No test judges this kind of element. */
    record NeverScored() implements Reason {}

    /** There was no beam, so nothing should be there. */
    record BeamOff() implements Reason {}

    /** Contents are negative or fractional, so that count statistics do not hold. */
    record NotCounts() implements Reason {}

    /** Axes differ from those learned. */
    record ChangedBinning(String found, String expected) implements Reason {}

    /** Cosmic, heavy ion, circulating beam or anything else never learned. */
    record UnknownRunType(String runType) implements Reason {}

    /** For people. */
    default String headline() {
        return switch (this) {
            case TooFewEntries(double entries, double needed) -> "%.0f entries, %.0f needed".formatted(entries, needed);
            case NoReference(int seen, int needed) ->
                "no reference: %d lumisections learned, %d needed".formatted(seen, needed);
            case NeverScored() -> "no quality test for this element";
            case BeamOff() -> "beam off";
            case NotCounts() -> "contents are not counts";
            case ChangedBinning(String found, String expected) -> "axes %s, learned with %s".formatted(found, expected);
            case UnknownRunType(String runType) -> "run type never seen: " + runType;
        };
    }

    /** Short name for files, such as {@code tooFewEntries}. */
    default String label() {
        String name = getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
