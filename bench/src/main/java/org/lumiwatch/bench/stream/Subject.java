package org.lumiwatch.bench.stream;

import org.lumiwatch.element.ElementName;
import org.lumiwatch.simulator.Subdetector;

/** Maps that protocols are run on. */
public enum Subject {
    ECAL_BARREL("EB"),
    ECAL_ENDCAP("EE+"),
    HCAL_BARREL("HB"),
    HCAL_ENDCAP("HE"),
    PIXEL("pixel");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /** Short name of the field. */
    public String label() {
        return label;
    }
}
