package org.lumiwatch.cli;

import java.util.EnumSet;
import java.util.Set;
import org.lumiwatch.neural.Design;
import picocli.CommandLine.Option;

/** Which trained networks have a say. */
final class NetworksOption {
    private static final String NONE = "none";

    @Option(
            names = "--networks",
            paramLabel = "NAME,...",
            defaultValue = "masked-autoencoder",
            description =
                    "Designs whose latest model of an element judges it as well: autoencoders and cell-classifier. 'none' for none. "
                            + "Default: ${DEFAULT-VALUE}.")
    String networks = "";

    /** Refuses designs that cannot say where. */
    Set<Design> designs() {
        Set<Design> designs = EnumSet.noneOf(Design.class);
        if (networks.equals(NONE)) {
            return designs;
        }
        for (String name : networks.split(",", -1)) {
            Design design = Design.of(name);
            if (!design.tellsWhere()) {
                throw new IllegalArgumentException(
                        "--networks %s: says nothing by cell (expected: an autoencoder or cell-classifier)"
                                .formatted(name));
            }
            designs.add(design);
        }
        return designs;
    }
}
