package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class LumisectionAssemblerTest {
    private static final Instant START = Instant.EPOCH;

    private final LumisectionAssembler assembler = new LumisectionAssembler(Duration.ofSeconds(1));

    @Test
    void aLumisectionWaitsUntilNothingMoreComes() {
        assembler.add(element("a", 1), START);
        assertThat(assembler.complete(START.plusMillis(900))).isEmpty();
        assembler.add(element("b", 1), START.plusMillis(900));
        assertThat(assembler.complete(START.plusMillis(1500))).isEmpty();
        assertThat(numbers(assembler.complete(START.plusMillis(1900)))).containsExactly(1);
        assertThat(assembler.waiting()).isZero();
    }

    @Test
    void aLumisectionIsCompleteWhenALaterOneBegins() {
        assembler.add(element("a", 1), START);
        assembler.add(element("a", 2), START);
        assertThat(numbers(assembler.complete(START))).containsExactly(1);
    }

    @Test
    void oneWithEveryElementOfTheLastIsCompleteAtOnce() {
        assembler.add(element("a", 1), START);
        assembler.add(element("b", 1), START);
        assertThat(assembler.rest()).hasSize(1);
        assembler.add(element("a", 2), START);
        assertThat(assembler.complete(START)).isEmpty();
        assembler.add(element("b", 2), START);
        assertThat(numbers(assembler.complete(START))).containsExactly(2);
    }

    @Test
    void aLatePartIsHandedOnByItself() {
        assembler.add(element("a", 1), START);
        assembler.add(element("a", 2), START);
        assembler.rest();
        assembler.add(element("b", 1), START);
        assertThat(assembler.complete(START)).singleElement().satisfies(late -> {
            assertThat(late.id()).isEqualTo(new LumisectionId(1, 1));
            assertThat(late.elements()).extracting(MonitorElement::name).containsExactly(new ElementName("b"));
        });
    }

    @Test
    void ofTwoWithTheSameNameTheFirstStays() {
        MonitorElement first = element("a", 1);
        assembler.add(first, START);
        assembler.add(element("a", 1), START);
        assertThat(assembler.rest().getFirst().elements()).containsExactly(first);
    }

    @Test
    void lumisectionsComeOutRising() {
        assembler.add(element("a", 3), START);
        assembler.add(element("a", 1), START);
        assembler.add(element("a", 2), START);
        assertThat(numbers(assembler.rest())).containsExactly(1, 2, 3);
    }

    @Test
    void anElementOfAnotherLumisectionIsRefused() {
        assertThatThrownBy(() -> new Lumisection(new LumisectionId(1, 2), List.of(element("a", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("element a: of 1:1 (expected: 1:2)");
    }

    private static List<Integer> numbers(List<Lumisection> lumisections) {
        return lumisections.stream().map(one -> one.id().number()).toList();
    }

    private static MonitorElement element(String name, int number) {
        Histogram histogram = Histogram.of(List.of(Axis.regular(2, 0, 1)), 1, number);
        return new MonitorElement(new ElementName(name), new LumisectionId(1, number), histogram);
    }
}
