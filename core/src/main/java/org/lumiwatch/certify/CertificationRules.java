package org.lumiwatch.certify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumiwatch.element.ElementGlob;

/**
 * The rules by which data are certified, stated so that they can be printed beside the result.
 *
 * @param name what people call them
 * @param labelTrust labels of at least this trust overrule everything else
 */
public record CertificationRules(
        String name, Requirements requirements, Tolerance tolerance, Unknowns unknowns, double labelTrust) {

    /**
     * What must be there.
     *
     * @param bits detector status bits that must be on
     * @param elements for each of these globs every lumisection needs a verdict; other elements can spoil a lumisection only by
     *     being bad
     * @param tests names of quality tests that must have given a verdict in every lumisection
     * @param runLuminosityPerPicobarn least recorded luminosity of a run; 0 for any
     */
    public record Requirements(
            SortedSet<String> bits,
            List<ElementGlob> elements,
            SortedSet<String> tests,
            double runLuminosityPerPicobarn) {
        public Requirements {
            bits = Collections.unmodifiableSortedSet(new TreeSet<>(bits));
            elements = List.copyOf(elements);
            tests = Collections.unmodifiableSortedSet(new TreeSet<>(tests));
            if (!(runLuminosityPerPicobarn >= 0 && runLuminosityPerPicobarn < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "run luminosity: %s /pb (expected: >= 0)".formatted(runLuminosityPerPicobarn));
            }
        }
    }

    /**
     * What may be broken in good data.
     *
     * @param impact share of an element's live cells that may be under findings, all findings added; more is bad
     * @param groups number of whole hardware groups of an element that may be under findings
     */
    public record Tolerance(double impact, int groups) {
        public Tolerance {
            if (!(impact >= 0 && impact <= 1) || groups < 0) {
                throw new IllegalArgumentException(
                        "tolerance: %s of cells, %d groups (expected: 0 to 1, >= 0)".formatted(impact, groups));
            }
        }
    }

    /**
     * What is made of things that are not known.
     *
     * @param bit a required bit is absent from the conditions
     * @param notScored a required element or test has no verdict
     * @param undecided a required element is undecided: outcome by short name of the reason, {@code *} for all others
     */
    public record Unknowns(Outcome bit, Outcome notScored, Map<String, Outcome> undecided) {
        public Unknowns {
            undecided = Collections.unmodifiableMap(new TreeMap<>(undecided));
        }

        Outcome of(String reason) {
            return undecided.getOrDefault(reason, undecided.getOrDefault("*", Outcome.UNDECIDED));
        }
    }

    public CertificationRules {
        if (!(labelTrust >= 0 && labelTrust <= 1)) {
            throw new IllegalArgumentException("label trust: %s (expected: 0 to 1)".formatted(labelTrust));
        }
    }

    /**
     * No status bits required; 1 % of the cells of an element may be broken but no whole hardware group; nothing unknown is good,
     * but elements that no quality test can judge are listed and do not count.
     */
    public static CertificationRules standard() {
        return new CertificationRules(
                "standard",
                new Requirements(new TreeSet<>(), List.of(ElementGlob.of("*")), new TreeSet<>(), 0),
                new Tolerance(0.01, 0),
                new Unknowns(
                        Outcome.UNDECIDED,
                        Outcome.UNDECIDED,
                        Map.of("*", Outcome.UNDECIDED, "neverScored", Outcome.GOOD)),
                0.9);
    }

    /**
     * Reads a rule file: a JSON object of any of the keys that {@link #json} writes; those left out are as in {@link #standard}.
     *
     * @throws org.lumiwatch.InvalidDataException when a key or a value is not known
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static CertificationRules read(Path file) {
        return RulesJson.read(file);
    }

    /** The rules as a rule file's text. */
    public String json() {
        return RulesJson.text(this);
    }

    /** The rules in plain words, one line each. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        requirements
                .bits()
                .forEach(bit -> lines.add("%s must be on; unknown is %s"
                        .formatted(bit, unknowns.bit().label())));
        requirements
                .elements()
                .forEach(glob -> lines.add("%s must have a verdict; without one %s"
                        .formatted(glob, unknowns.notScored().label())));
        requirements
                .tests()
                .forEach(test -> lines.add("%s must have given a verdict; else %s"
                        .formatted(test, unknowns.notScored().label())));
        if (requirements.runLuminosityPerPicobarn() > 0) {
            lines.add("a run must have recorded %s /pb".formatted(requirements.runLuminosityPerPicobarn()));
        }
        lines.add(
                "findings on more than %s %% of an element's live cells, or on more than %d whole hardware groups, are bad"
                        .formatted(percent(tolerance.impact()), tolerance.groups()));
        lines.add("a required element that is undecided: "
                + unknowns.undecided().entrySet().stream()
                        .map(entry -> ("*".equals(entry.getKey()) ? "otherwise" : entry.getKey()) + " is "
                                + entry.getValue().label())
                        .collect(Collectors.joining(", ")));
        lines.add("labels of trust %s and more overrule all else".formatted(labelTrust));
        return List.copyOf(lines);
    }

    private static String percent(double share) {
        return java.math.BigDecimal.valueOf(share)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
