package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumiwatch.histogram.Axis;

class NarrowTest {
    @ParameterizedTest
    @CsvSource({
        "0, U1",
        "255, U1",
        "256, I2",
        "-1, I2",
        "-32768, I2",
        "32768, I4",
        "-2147483648, I4",
        "2147483648, F4",
        "0.5, F4",
        "-0.0, F4",
        "16777217.5, F8",
        "0.1, F8",
        "1e300, F8",
        "9007199254740991, F8"
    })
    void theNarrowestExactTypeIsTakenAndNothingIsLost(double value, Narrow expected) {
        double[] values = {1, value, 3};
        Narrow narrow = Narrow.of(values);
        assertThat(narrow).isEqualTo(expected);
        assertThat(Narrow.ofCode(narrow.code()).decode(narrow.encode(values))).containsExactly(values);
    }

    @Test
    void oneFractionAmongHugeCountsIsNotLost() {
        double[] values = {0.5, 16_777_217};
        assertThat(Narrow.of(values)).isEqualTo(Narrow.F8);
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatThrownBy(() -> Narrow.ofCode("<f2"))
                .hasMessage("content type: <f2 (expected: u1, <i2, <i4, <f4 or <f8)");
    }

    @Test
    void flowBinsAreTakenApartAndPutTogether() {
        List<Axis> axes = List.of(Axis.regular(2, 0, 1), Axis.regular(1, 0, 1), Axis.regular(1, 0, 1));
        double[] padded = new double[4 * 3 * 3];
        java.util.Arrays.setAll(padded, i -> i);
        double[] flow = FlowBins.of(axes, padded);
        assertThat(flow).hasSize(34).doesNotContain(17, 18);
        assertThat(FlowBins.padded(axes, new double[] {17, 18}, flow)).containsExactly(padded);
    }
}
