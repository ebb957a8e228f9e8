package org.lumiwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void aNumberHasThreeDigits() {
        assertThat(new Measure.Value(0.97).text()).isEqualTo("0.970");
        assertThat(new Measure.Value(12.345).text()).isEqualTo("12.3");
        assertThat(new Measure.Value(1234.6).text()).isEqualTo("1,235");
        assertThat(new Measure.Value(-0.00512).text()).isEqualTo("-0.00512");
    }

    @Test
    void aWholeNumberIsWhole() {
        assertThat(new Measure.Value(14).text()).isEqualTo("14");
        assertThat(new Measure.Value(0).text()).isEqualTo("0");
        assertThat(new Measure.Value(60000).text()).isEqualTo("60,000");
    }

    @Test
    void aSmallNumberHasAPowerOfTen() {
        assertThat(new Measure.Value(3.14e-5).text()).isEqualTo("3.1e-05");
        assertThat(new Measure.Below(5e-5).text()).isEqualTo("< 5.0e-05");
        assertThat(new Measure.Interval(3.1e-5, 0, 6.2e-5).text()).isEqualTo("3.1e-05 (0–6.2e-05)");
    }

    @Test
    void anIntervalHasTheDecimalsOfItsWidth() {
        assertThat(new Measure.Interval(0.9668, 0.951, 0.982).text()).isEqualTo("0.97 (0.95–0.98)");
        assertThat(new Measure.Interval(0.9452, 0.944, 0.9464).text()).isEqualTo("0.945 (0.944–0.946)");
        assertThat(new Measure.Interval(64.2, 55.1, 71.3).text()).isEqualTo("64 (55–71)");
        assertThat(new Measure.Interval(1, 1, 1).text()).isEqualTo("1 (1–1)");
    }

    @Test
    void whatIsNoNumberIsADash() {
        assertThat(new Measure.Value(Double.NaN).text()).isEqualTo("–");
        assertThat(new Measure.Interval(Double.NaN, Double.NaN, Double.NaN).text())
                .isEqualTo("– (–––)");
        assertThat(new Measure.Interval(3, 2, Double.POSITIVE_INFINITY).text()).isEqualTo("3 (2–∞)");
        assertThat(new Measure.Words("never").text()).isEqualTo("never");
    }

    @Test
    void anIntervalTurnedRoundIsRefused() {
        assertThatThrownBy(() -> new Measure.Interval(1, 2, 0))
                .hasMessage("interval: 2.0 to 0.0 (expected: low <= high)");
    }
}
