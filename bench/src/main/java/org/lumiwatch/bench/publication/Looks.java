package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Figure.Curve;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.publication.Svg.Stroke;

/** How curves look by their role: ours vivid and thick, the limit black and dashed, baselines muted, controls dotted. */
final class Looks {
    private static final List<String> VIVID = List.of("#0057d9", "#e8490c", "#0a8f3c", "#9c27b0", "#c2006b", "#00838f");
    private static final List<String> MUTED = List.of("#8a8f98", "#b08d6e", "#7c9aa8", "#a58bb5", "#93a37a", "#c29494");
    /** Told apart without colour, too. */
    private static final List<String> DASHES = List.of("", "7 3", "2 3", "9 3 2 3", "4 2", "12 4");

    private static final List<String> LIMITS = List.of("8 4", "3 3", "12 4 3 4");

    private Looks() {}

    /** One for each curve, in order. */
    static List<Stroke> of(List<Curve> curves) {
        Map<Role, Integer> seen = new EnumMap<>(Role.class);
        List<Stroke> looks = new ArrayList<>();
        for (Curve curve : curves) {
            int number = seen.merge(curve.role(), 1, Integer::sum) - 1;
            looks.add(
                    switch (curve.role()) {
                        case OURS -> new Stroke(nth(VIVID, number), 2.8, nth(DASHES, number / VIVID.size()));
                        case LIMIT -> new Stroke("#000000", 1.8, nth(LIMITS, number));
                        case BASELINE -> new Stroke(nth(MUTED, number), 1.8, nth(DASHES, number));
                        case CONTROL -> new Stroke(Svg.GREY, 1.2, "1.5 2.5");
                    });
        }
        return looks;
    }

    private static String nth(List<String> of, int number) {
        return of.get(number % of.size());
    }
}
