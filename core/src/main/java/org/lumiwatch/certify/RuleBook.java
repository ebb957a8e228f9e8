package org.lumiwatch.certify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/** Applies rules to what is known of one lumisection. Immutable. */
final class RuleBook {
    private final CertificationRules rules;

    RuleBook(CertificationRules rules) {
        this.rules = rules;
    }

    /** All that is known of one lumisection. */
    record File(
            LumisectionConditions conditions,
            Basis basis,
            List<LedgerEntry> entries,
            Optional<Label> label,
            double runLuminosity) {}

    Decision decide(File file) {
        Charges charges = new Charges();
        chargeBits(file.conditions(), charges);
        chargeAbsence(file.entries(), charges);
        chargeVerdicts(file.entries(), charges);
        double needed = rules.requirements().runLuminosityPerPicobarn();
        if (needed > 0 && !(file.runLuminosity() >= needed)) {
            charges.add(Outcome.BAD, new Cause.RunTooShort(needed));
        }
        Outcome outcome = file.label().map(label -> charges.labelled(label)).orElse(charges.outcome);
        return new Decision(outcome, file.basis(), List.copyOf(charges.causes), List.copyOf(charges.tolerated));
    }

    private void chargeBits(LumisectionConditions conditions, Charges charges) {
        for (String bit : rules.requirements().bits()) {
            Optional<Boolean> on = conditions.bit(bit);
            if (on.isEmpty()) {
                charges.add(rules.unknowns().bit(), new Cause.BitUnknown(bit));
            } else if (!on.get()) {
                charges.add(Outcome.BAD, new Cause.BitOff(bit));
            }
        }
    }

    private void chargeAbsence(List<LedgerEntry> entries, Charges charges) {
        for (ElementGlob glob : rules.requirements().elements()) {
            if (entries.stream().noneMatch(entry -> glob.matches(entry.element()))) {
                charges.add(rules.unknowns().notScored(), new Cause.NotScored(glob.toString()));
            }
        }
        for (String test : rules.requirements().tests()) {
            if (entries.stream().noneMatch(entry -> entry.test().name().equals(test))) {
                charges.add(rules.unknowns().notScored(), new Cause.TestAbsent(test));
            }
        }
    }

    private void chargeVerdicts(List<LedgerEntry> entries, Charges charges) {
        Map<ElementName, List<LedgerEntry>> bad = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            switch (entry.state()) {
                case GOOD -> {}
                case BAD ->
                    bad.computeIfAbsent(entry.element(), element -> new ArrayList<>())
                            .add(entry);
                case UNDECIDED -> chargeUndecided(entry, charges);
            }
        }
        bad.values().forEach(of -> chargeFaults(of, charges));
    }

    private void chargeUndecided(LedgerEntry entry, Charges charges) {
        boolean required = rules.requirements().elements().stream().anyMatch(glob -> glob.matches(entry.element()));
        if (required) {
            String reason = shortReason(entry);
            charges.add(rules.unknowns().of(reason), new Cause.NotDecided(entry.test(), entry.element(), reason));
        }
    }

    /** Findings of all tests on one element: a fault that two tests see counts once, by the larger impact. */
    private void chargeFaults(List<LedgerEntry> entries, Charges charges) {
        double impact = 0;
        long groups = 0;
        List<Cause> causes = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            double cells = entry.findings().stream()
                    .mapToDouble(finding -> finding.impact().cells())
                    .sum();
            impact = Math.max(impact, cells);
            groups = Math.max(
                    groups,
                    entry.findings().stream()
                            .map(Finding::group)
                            .filter(group -> !group.isEmpty())
                            .distinct()
                            .count());
            entry.findings()
                    .forEach(finding ->
                            causes.add(new Cause.Fault(entry.test(), entry.element(), finding.kind(), where(finding))));
        }
        boolean tooMuch = impact > rules.tolerance().impact()
                || groups > rules.tolerance().groups();
        if (tooMuch) {
            causes.forEach(cause -> charges.add(Outcome.BAD, cause));
        } else {
            charges.tolerated.addAll(causes);
        }
    }

    private static String where(Finding finding) {
        Box box = finding.box();
        if (!finding.group().isEmpty()) {
            return finding.group();
        }
        String layers = box.z1() == 0 ? "" : " layer %d to %d".formatted(box.z0(), box.z1());
        return "[%d, %d] to [%d, %d]%s".formatted(box.x0(), box.y0(), box.x1(), box.y1(), layers);
    }

    /** The ledger writes {@code tooFewEntries: 3 entries, 100 needed}; only the name is the same from one lumisection to the next. */
    static String shortReason(LedgerEntry entry) {
        return entry.reason()
                .lines()
                .findFirst()
                .orElse("unknown")
                .split(":", 2)[0]
                .strip();
    }

    /** What speaks against a lumisection. */
    private static final class Charges {
        private final Set<Cause> causes = new LinkedHashSet<>();
        private final Set<Cause> tolerated = new LinkedHashSet<>();
        private Outcome outcome = Outcome.GOOD;

        void add(Outcome means, Cause cause) {
            if (means == Outcome.GOOD) {
                return;
            }
            outcome = outcome.worse(means);
            causes.add(cause);
        }

        /** The label has the last word; what it overrules stays on record. */
        Outcome labelled(Label label) {
            Set<Cause> before = causes.stream().collect(Collectors.toCollection(LinkedHashSet::new));
            causes.clear();
            causes.add(new Cause.Labelled(label.quality(), label.source(), label.author()));
            causes.addAll(before);
            return label.quality() == Quality.BAD ? Outcome.BAD : Outcome.GOOD;
        }
    }
}
