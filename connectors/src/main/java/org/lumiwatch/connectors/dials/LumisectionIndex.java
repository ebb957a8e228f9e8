package org.lumiwatch.connectors.dials;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.lumisection.LumisectionId;

/** Which lumisection an id of the older DIALS stands for. Filled from all pages of a set before histograms are read. */
public final class LumisectionIndex {
    private final Map<Long, LumisectionId> byId = new HashMap<>();
    private final Set<Long> contradicted = new HashSet<>();

    /** Pages of two servers give one id two meanings: then it has none. */
    void add(long id, LumisectionId lumisection) {
        LumisectionId known = byId.putIfAbsent(id, lumisection);
        if (known != null && !known.equals(lumisection)) {
            contradicted.add(id);
        }
    }

    /** Throws {@link InvalidDataException} when the id is unknown or ambiguous, and says what to add or take away. */
    LumisectionId find(long id) {
        LumisectionId found = byId.get(id);
        if (found == null) {
            throw new InvalidDataException(
                    "lumisection id %d: not among the %d known ids; give the lumisection page that holds it with the same command"
                            .formatted(id, byId.size()));
        }
        if (contradicted.contains(id)) {
            throw new InvalidDataException(
                    "lumisection id %d: means different lumisections in the pages given; read pages of one server at a time"
                            .formatted(id));
        }
        return found;
    }
}
