package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Fill;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

class DamageTest {
    private final Subdetector barrel = CalorimeterMap.ECAL_BARREL.subdetector(1, DetectorOptions.ideal());
    private final ElementName element = barrel.elements().getFirst();
    private final Geometry geometry = barrel.geometry(element);
    private final Damage damage = new Damage(
            geometry,
            new Simulation(1, new Fill(1, Fill.Options.of(1)), List.of(barrel), List.of()).latent(0, element));

    private static Placed block(int x, int y, int size) {
        return new Placed(new FaultClass(Shape.BLOCK, 0, 1), List.of(Box.of(x, y, x + size - 1, y + size - 1)), "", 0);
    }

    @Test
    void onePercentOfTheLiveCellsIsTolerated() {
        assertThat(damage.isTooMuch(List.of(block(20, 20, 4)))).isFalse();
        assertThat(damage.isTooMuch(List.of(block(20, 20, 5)))).isTrue();
    }

    @Test
    void cellsUnderTwoFaultsCountOnce() {
        assertThat(damage.isTooMuch(List.of(block(20, 20, 4), block(20, 20, 4))))
                .isFalse();
        assertThat(damage.isTooMuch(List.of(block(20, 20, 4), block(30, 20, 4))))
                .isTrue();
    }

    @Test
    void noWholeGroupIsToleratedWhoeverNamesIt() {
        HardwareGroup group = geometry.groups().getFirst();
        Placed missing = new Placed(new FaultClass(Shape.GROUP, 0, 1), group.boxes(), group.name(), 0);
        assertThat(damage.isTooMuch(List.of(missing))).isTrue();
        BitSet cells = damage.live(missing);
        assertThat(damage.isTooMuch(cells)).isTrue();
        assertThat(damage.isTooMuch(new BitSet())).isFalse();
    }
}
