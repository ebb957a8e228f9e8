package org.lumiwatch.certify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.provenance.Provenance;
import org.lumiwatch.truth.GroundTruth;
import org.lumiwatch.truth.Label;

/**
 * Decides which lumisections are good for physics, by stated rules, from what the workspace holds: verdicts (those in hindsight
 * where they exist, else those given online), conditions, and labels that people gave.
 *
 * <p>Reads only. A certificate under other rules is just another call, and {@link CertificateDiff} tells what changed. Immutable.
 */
public final class Certification {
    private final CertificationRules rules;
    private final String codeVersion;

    /** @param codeVersion of Lumiwatch, for the certificate's provenance */
    public Certification(CertificationRules rules, String codeVersion) {
        this.rules = rules;
        this.codeVersion = codeVersion;
    }

    /**
     * What to certify.
     *
     * @param lumisections all that shall be decided on; those without any verdict become "not scored"
     * @param known labels recorded later are left out; {@link Instant#MAX} for none
     */
    public record Request(LumisectionSet lumisections, Instant known) {
        /** Every lumisection that the workspace knows of in runs {@code first} to {@code last}, with all labels. */
        public static Request runs(Workspace workspace, int first, int last) {
            LumisectionSet conditioned = LumisectionSet.of(workspace.conditions().all().stream()
                    .map(LumisectionConditions::id)
                    .toList());
            LumisectionSet all = workspace
                    .histograms()
                    .lumisections()
                    .or(workspace.ledger().judged(Pass.ONLINE))
                    .or(conditioned);
            return new Request(all.inRuns(first, last), Instant.MAX);
        }

        /** The same with labels as they were known then. */
        public Request asKnown(Instant then) {
            return new Request(lumisections, then);
        }
    }

    /** Decides on every lumisection of the request. Same inputs, equal certificate. */
    public Certificate certify(Workspace workspace, Request request) {
        return new Pending(workspace, request).certificate();
    }

    /** One certificate in the making. */
    private final class Pending {
        private final Workspace workspace;
        private final Request request;
        private final Conditions conditions;
        private final List<Label> labels;
        private final LumisectionSet hindsight;
        private final LumisectionSet online;
        private final InputDigest digest = new InputDigest();
        private final Map<Integer, Double> runLuminosity = new HashMap<>();
        private final TreeMap<LumisectionId, Decision> decisions = new TreeMap<>();
        private final TreeSet<String> tests = new TreeSet<>();
        private final TreeSet<ElementName> seen = new TreeSet<>();
        private final TreeSet<ElementName> scored = new TreeSet<>();
        private final RuleBook book = new RuleBook(rules);

        Pending(Workspace workspace, Request request) {
            this.workspace = workspace;
            this.request = request;
            this.conditions = workspace.conditions();
            this.hindsight = workspace.ledger().judged(Pass.HINDSIGHT).and(request.lumisections());
            this.online = workspace
                    .ledger()
                    .judged(Pass.ONLINE)
                    .and(request.lumisections())
                    .minus(hindsight);
            this.labels = new GroundTruth(workspace.labels().all())
                    .decisions(request.known()).stream()
                            .filter(label -> label.trust() >= rules.labelTrust())
                            .toList();
        }

        Certificate certificate() {
            sumLuminosity();
            labels.forEach(digest::label);
            decide(hindsight, Pass.HINDSIGHT, Basis.HINDSIGHT);
            decide(online, Pass.ONLINE, Basis.ONLINE);
            LumisectionSet neverExamined =
                    request.lumisections().minus(hindsight).minus(online);
            neverExamined.stream().forEach(id -> decide(id, Basis.NONE, List.of()));
            LuminosityBalance.Sum sum = new LuminosityBalance.Sum();
            decisions.forEach(
                    (id, decision) -> sum.add(decision, conditions.at(id).value(Quantity.RECORDED_LUMINOSITY)));
            seen.removeAll(scored);
            Coverage coverage = new Coverage(tests, hindsight, online, neverExamined, seen);
            return new Certificate(rules, ranges(), sum.balance(), coverage, provenance());
        }

        private void sumLuminosity() {
            request.lumisections().stream().forEach(id -> {
                LumisectionConditions at = conditions.at(id);
                digest.conditions(at);
                at.value(Quantity.RECORDED_LUMINOSITY)
                        .ifPresent(luminosity -> runLuminosity.merge(id.run(), luminosity, Double::sum));
            });
        }

        /** Entries come rising by lumisection, so one lumisection's worth of them is in memory at a time. */
        private void decide(LumisectionSet lumisections, Pass pass, Basis basis) {
            List<LedgerEntry> pending = new ArrayList<>();
            workspace.ledger().read(ElementGlob.of("*"), lumisections, pass, entry -> {
                if (!pending.isEmpty() && !pending.getFirst().at().equals(entry.at())) {
                    decide(pending.getFirst().at(), basis, pending);
                    pending.clear();
                }
                pending.add(entry);
            });
            if (!pending.isEmpty()) {
                decide(pending.getFirst().at(), basis, pending);
            }
        }

        private void decide(LumisectionId id, Basis basis, List<LedgerEntry> entries) {
            for (LedgerEntry entry : entries) {
                digest.entry(entry);
                tests.add(entry.test().toString());
                seen.add(entry.element());
                boolean undecided = entry.state() == LedgerEntry.State.UNDECIDED;
                if (!(undecided && RuleBook.shortReason(entry).equals("neverScored"))) {
                    scored.add(entry.element());
                }
            }
            Optional<Label> label = labels.stream()
                    .filter(one -> one.lumisections().contains(id))
                    .findFirst();
            double luminosity = runLuminosity.getOrDefault(id.run(), Double.NaN);
            decisions.put(id, book.decide(new RuleBook.File(conditions.at(id), basis, entries, label, luminosity)));
        }

        private List<CertifiedRange> ranges() {
            List<CertifiedRange> ranges = new ArrayList<>();
            decisions.forEach((id, decision) -> {
                CertifiedRange last = ranges.isEmpty() ? null : ranges.getLast();
                boolean continues = last != null
                        && last.run() == id.run()
                        && last.range().last() + 1 == id.number()
                        && last.decision().equals(decision);
                int first = id.number();
                if (last != null && continues) {
                    first = last.range().first();
                    ranges.removeLast();
                }
                ranges.add(new CertifiedRange(id.run(), new LumisectionRange(first, id.number()), decision));
            });
            return ranges;
        }

        private Provenance provenance() {
            String known = request.known().equals(Instant.MAX)
                    ? "all labels"
                    : request.known().toString();
            return new Provenance(
                    digest.hashes(),
                    Map.of("labels known until", known),
                    0,
                    codeVersion,
                    Runtime.version().feature());
        }
    }
}
