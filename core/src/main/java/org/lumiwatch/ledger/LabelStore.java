package org.lumiwatch.ledger;

import java.util.List;
import org.lumiwatch.truth.Label;

/** Keeps labels; none is ever deleted. */
public interface LabelStore {
    void add(List<Label> labels);

    /** All labels, in the order they were recorded. */
    List<Label> all();
}
