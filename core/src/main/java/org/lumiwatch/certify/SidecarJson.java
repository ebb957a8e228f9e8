package org.lumiwatch.certify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The provenance file beside a golden JSON. Format version 1. */
final class SidecarJson {
    private static final int VERSION = 1;

    private SidecarJson() {}

    static String text(Certificate certificate, String goldenName) {
        ObjectNode root = CanonicalJson.object();
        root.put("format", "lumiwatch-certificate-provenance");
        root.put("version", VERSION);
        root.put("golden", goldenName);
        root.put("goldenSha256", InputDigest.sha256(certificate.golden()));
        generator(root.putObject("generator"), certificate);
        root.set("rules", RulesJson.node(certificate.rules()));
        certificate.rules().text().forEach(root.putArray("ruleText")::add);
        certificate.provenance().options().forEach(root::put);
        ObjectNode hashes = root.putObject("inputSha256");
        certificate.provenance().inputs().forEach(hashes::put);
        summary(root.putObject("summary"), certificate);
        losses(root.putArray("lostByReason"), certificate.luminosity());
        coverage(root.putObject("coverage"), certificate.coverage());
        runs(root.putObject("runs"), certificate.ranges());
        return CanonicalJson.text(root);
    }

    private static void generator(ObjectNode node, Certificate certificate) {
        node.put("lumiwatch", certificate.provenance().codeVersion());
        node.put("java", certificate.provenance().javaVersion());
        certificate.coverage().tests().forEach(node.putArray("qualityTests")::add);
    }

    private static void summary(ObjectNode node, Certificate certificate) {
        for (Outcome outcome : Outcome.values()) {
            node.put(
                    outcome.label() + "Lumisections",
                    certificate.lumisections(outcome).count());
        }
        LuminosityBalance balance = certificate.luminosity();
        node.put("keptPerPicobarn", rounded(balance.kept().perPicobarn()));
        node.put("lostPerPicobarn", rounded(balance.lost().perPicobarn()));
        node.put("lumisectionsOfUnknownLuminosity", balance.unknown());
    }

    private static void losses(ArrayNode array, LuminosityBalance balance) {
        for (LuminosityBalance.Loss loss : balance.losses()) {
            ObjectNode node = array.addObject();
            node.put("reason", loss.code());
            node.put("lumisections", loss.any().lumisections());
            node.put("perPicobarn", rounded(loss.any().perPicobarn()));
            node.put("lumisectionsByThisAlone", loss.alone().lumisections());
            node.put("perPicobarnByThisAlone", rounded(loss.alone().perPicobarn()));
        }
    }

    private static void coverage(ObjectNode node, Coverage coverage) {
        ranges(node.putObject("hindsight"), coverage.hindsight());
        ranges(node.putObject("online"), coverage.online());
        ranges(node.putObject("neverExamined"), coverage.neverExamined());
        coverage.neverScored()
                .forEach(element -> node.withArray("elementsNeverScored").add(element.path()));
    }

    private static void ranges(ObjectNode node, LumisectionSet set) {
        for (int run : set.runs()) {
            ArrayNode array = node.putArray(String.valueOf(run));
            set.ranges(run).forEach(range -> pair(array.addArray(), range));
        }
    }

    private static void runs(ObjectNode node, List<CertifiedRange> ranges) {
        for (CertifiedRange range : ranges) {
            String run = String.valueOf(range.run());
            ArrayNode array = node.has(run) ? (ArrayNode) node.get(run) : node.putArray(run);
            ObjectNode entry = array.addObject();
            pair(entry.putArray("range"), range.range());
            entry.put("outcome", range.decision().outcome().label());
            entry.put("basis", range.decision().basis().label());
            causes(entry, "reasons", range.decision().causes());
            causes(entry, "tolerated", range.decision().tolerated());
        }
    }

    private static void causes(ObjectNode entry, String key, List<Cause> causes) {
        if (causes.isEmpty()) {
            return;
        }
        ArrayNode array = entry.putArray(key);
        for (Cause cause : causes) {
            ObjectNode node = array.addObject();
            node.put("code", cause.code());
            node.put("text", cause.text());
        }
    }

    private static void pair(ArrayNode array, LumisectionRange range) {
        array.add(range.first());
        array.add(range.last());
    }

    /** Six decimals: below a millionth of /pb is noise of the summation. */
    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN);
    }
}
