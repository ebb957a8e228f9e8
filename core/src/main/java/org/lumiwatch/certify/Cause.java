package org.lumiwatch.certify;

import java.util.Locale;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.truth.Quality;

/**
 * One reason for a decision. Holds nothing that varies from one lumisection to the next, so that equal neighbours become one
 * range.
 */
public sealed interface Cause {
    /** A required status bit was off. */
    record BitOff(String bit) implements Cause {}

    /** A required status bit is not in the conditions. */
    record BitUnknown(String bit) implements Cause {}

    /**
     * A quality test found a fault.
     *
     * @param where hardware group or cells
     */
    record Fault(TestId test, ElementName element, FindingKind kind, String where) implements Cause {}

    /**
     * A quality test could not tell.
     *
     * @param reason short name, such as {@code tooFewEntries}
     */
    record NotDecided(TestId test, ElementName element, String reason) implements Cause {}

    /** No verdict exists for any element of this name, which the rules require. */
    record NotScored(String elements) implements Cause {}

    /** A required quality test gave no verdict. */
    record TestAbsent(String test) implements Cause {}

    /** A trusted person or certification said so. */
    record Labelled(Quality quality, String source, String author) implements Cause {}

    /** The run as a whole recorded too little. */
    record RunTooShort(double neededPerPicobarn) implements Cause {}

    /** Short name that sums are kept by, such as {@code fault:dead}. */
    default String code() {
        return switch (this) {
            case BitOff(String bit) -> "dcs:" + bit;
            case BitUnknown(String bit) -> "dcsUnknown:" + bit;
            case Fault(var test, var element, FindingKind kind, var where) -> "fault:" + kind.label();
            case NotDecided(var test, var element, String reason) -> "undecided:" + reason;
            case NotScored(var elements) -> "notScored";
            case TestAbsent(String test) -> "testAbsent:" + test;
            case Labelled(Quality quality, var source, var author) ->
                "label:" + quality.name().toLowerCase(Locale.ROOT);
            case RunTooShort(var needed) -> "runLuminosity";
        };
    }

    /** One line for people. */
    default String text() {
        return switch (this) {
            case BitOff(String bit) -> "%s was off".formatted(bit);
            case BitUnknown(String bit) -> "%s is not known".formatted(bit);
            case Fault(TestId test, ElementName element, FindingKind kind, String where) ->
                "%s %s in %s (%s)".formatted(kind.label(), where, element, test);
            case NotDecided(TestId test, ElementName element, String reason) ->
                "%s could not judge %s: %s".formatted(test, element, reason);
            case NotScored(String elements) -> "no verdict for %s".formatted(elements);
            case TestAbsent(String test) -> "no verdict by %s".formatted(test);
            case Labelled(Quality quality, String source, String author) ->
                "labelled %s by %s (%s)".formatted(quality.name().toLowerCase(Locale.ROOT), author, source);
            case RunTooShort(double needed) -> "the run recorded less than %s /pb".formatted(needed);
        };
    }
}
