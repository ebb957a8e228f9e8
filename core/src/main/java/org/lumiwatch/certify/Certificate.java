package org.lumiwatch.certify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.provenance.Provenance;
import org.lumiwatch.truth.GoldenJson;

/**
 * What was decided of every lumisection, and why.
 *
 * @param ranges rising and complete: every lumisection that was asked for is in exactly one
 */
public record Certificate(
        CertificationRules rules,
        List<CertifiedRange> ranges,
        LuminosityBalance luminosity,
        Coverage coverage,
        Provenance provenance) {
    public Certificate {
        ranges = List.copyOf(ranges);
    }

    /** All lumisections of one outcome. */
    public LumisectionSet lumisections(Outcome outcome) {
        Map<Integer, List<LumisectionRange>> found = new TreeMap<>();
        for (CertifiedRange range : ranges) {
            if (range.decision().outcome() == outcome) {
                found.computeIfAbsent(range.run(), run -> new ArrayList<>()).add(range.range());
            }
        }
        return LumisectionSet.ofRanges(found);
    }

    /** The golden JSON: good lumisections only, plain, so that every tool reads it. */
    public String golden() {
        return GoldenJson.text(lumisections(Outcome.GOOD));
    }

    /** The sidecar: why, by what rules, from what inputs; {@code goldenName} is the name of the golden file beside it. */
    public String sidecar(String goldenName) {
        return SidecarJson.text(this, goldenName);
    }

    /**
     * Writes the golden JSON and, beside it, {@code <name>.provenance.json}.
     *
     * @return path of the sidecar
     * @throws UncheckedIOException when one of the two cannot be written
     */
    public Path write(Path golden) {
        String name = String.valueOf(golden.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        Path sidecar = golden.resolveSibling(stem + ".provenance.json");
        try {
            Files.writeString(golden, golden());
            Files.writeString(sidecar, sidecar(name));
            return sidecar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
