package org.lumiwatch.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.connectors.Reading;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.source.Delivery;

class PlainCsvTest {
    @Test
    void aScalarIsAHistogramOfOneCell() {
        Reading reading = Reading.of(
                "s.csv", "run,ls,element,value,entries\n316110,7,tracks/mean pt,1.25,400\n316110,7,tracks/n,812,\n");
        Histogram mean = reading.elements().get(0).histogram();
        assertThat(mean.cells()).isEqualTo(1);
        assertThat(mean.at(0)).isEqualTo(1.25);
        assertThat(mean.entries()).isEqualTo(400);
        assertThat(reading.elements().get(1).histogram().entries()).isEqualTo(812);
    }

    @Test
    void timesAreIsoOrSecondsAndAChannelIsDeliveredOnce() {
        Reading reading = Reading.of("t.csv", """
                time,channel,value,unit
                2024-04-05T10:00:00Z,hv/1,300.5,V
                2024-04-05 10:00:01,hv/1,301,V
                1712311202,hv/1,302,V
                2024-04-05T12:00:03+02:00,hv/1,303,V
                2024-04-05T10:00:00Z,t/1,20,C
                """);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.deliveries()).hasSize(2);
        TimeSeries hv = ((Delivery.Charted) reading.deliveries().getFirst()).series();
        assertThat(hv.channel()).isEqualTo(new Quantity("hv/1", "V"));
        Instant ten = Instant.parse("2024-04-05T10:00:00Z");
        assertThat(hv.points().keySet())
                .containsExactly(ten, ten.plusSeconds(1), ten.plusSeconds(2), ten.plusSeconds(3));
    }

    @Test
    void badRowsAreRefusedOneByOne() {
        Reading reading = Reading.of("t.csv", """
                time,channel,value,unit
                yesterday,hv,1,V
                2024-04-05T10:00:00Z,hv,NaN,V
                2024-04-05T10:00:00Z,hv,1
                2024-04-05T10:00:00Z,"hv,1,V
                2024-04-05T10:00:01Z,hv,1,V
                """);
        assertThat(reading.rejected())
                .extracting(rejected -> rejected.origin().record())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(reading.deliveries()).hasSize(5);
    }
}
