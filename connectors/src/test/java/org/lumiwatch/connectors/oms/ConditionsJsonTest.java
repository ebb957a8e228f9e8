package org.lumiwatch.connectors.oms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.connectors.Reading;

class ConditionsJsonTest {
    private static final String TEXT = """
            {"pileup": [31.5, 0.0, null], "delivered_lumi_per_lumisection": [0.3, -1e-09, 0.2],
             "ebp_ready": [true, false, null], "bpix_ready": [1, 0, 1], "prescale_name": ["a, b", "c]", null],
             "prescale_index": [2, 2, 3], "fill_number": [9388, 9388, 9388], "start_time": ["2024-04-05T10:00:00Z", null, null],
             "run_number": [378144, 378144, 378144], "lumisection_number": [1, 2, 3]}""";

    @Test
    void columnsBecomeQuantitiesAndBits() {
        Reading reading = Reading.of("oms.json", TEXT);
        assertThat(reading.rejected()).isEmpty();
        LumisectionConditions first = reading.conditioned().getFirst().conditions();
        assertThat(first.id()).hasToString("378144:1");
        assertThat(first.values())
                .containsEntry(Quantity.PILEUP, 31.5)
                .containsEntry(Quantity.DELIVERED_LUMINOSITY, 0.3)
                .containsEntry(Quantity.PRESCALE, 2.0)
                .containsEntry(Quantity.FILL, 9388.0)
                .containsEntry(Quantity.START, 1712311200.0)
                .hasSize(5);
        assertThat(first.bits())
                .containsEntry("ebp_ready", true)
                .containsEntry("bpix_ready", true)
                .hasSize(2);
    }

    @Test
    void whatIsNullIsAbsentAndNotZero() {
        LumisectionConditions third =
                Reading.of("oms.json", TEXT).conditioned().get(2).conditions();
        assertThat(third.value(Quantity.PILEUP)).isEmpty();
        assertThat(third.bit("ebp_ready")).isEmpty();
    }

    @Test
    void aSpoiltValueCostsItsLumisection() {
        Reading reading = Reading.of("oms.json", TEXT.replace("31.5", "3x.5"));
        assertThat(reading.conditioned())
                .extracting(c -> c.conditions().id().number())
                .containsExactly(2, 3);
        assertThat(reading.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).contains("pileup of 378144:1");
            assertThat(rejected.origin().record()).isEqualTo(1);
        });
    }

    @Test
    void aColumnOfAnotherLengthIsLeftOut() {
        Reading reading = Reading.of("oms.json", TEXT.replace("31.5, ", ""));
        assertThat(reading.conditioned())
                .hasSize(3)
                .allMatch(c -> c.conditions().value(Quantity.PILEUP).isEmpty());
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.reason()).contains("pileup: 2 values (expected: 3, as in run_number)"));
    }

    @Test
    void aLostBracketCostsItsColumn() {
        Reading reading = Reading.of("oms.json", TEXT.replace("[true, false, null]", "[true, false, null"));
        assertThat(reading.conditioned()).hasSize(3);
        assertThat(reading.conditioned().getFirst().conditions().bit("bpix_ready"))
                .contains(true);
    }

    @Test
    void withoutIdsNothingIsGuessed() {
        Reading reading = Reading.of("oms.json", TEXT.replace("lumisection_number", "ls"));
        assertThat(reading.conditioned()).isEmpty();
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(
                        rejected -> assertThat(rejected.reason()).contains("no run_number or no lumisection_number"));
    }
}
