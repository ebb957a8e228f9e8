package org.lumiwatch.bench.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Figure.Curve;
import org.lumiwatch.bench.Figure.Point;
import org.lumiwatch.bench.Figure.Scale;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PictureTest {
    private final String svg =
            new Publication(Sample.result("B3", Size.FULL)).picture().orElseThrow();

    @Test
    void itIsWellFormedAndNamesEveryCurveOnce() throws Exception {
        NodeList texts = parsed(svg).getElementsByTagName("text");
        List<String> words = IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
        assertThat(words)
                .containsOnlyOnce("oracle", "oracle <b> & all", "isolation forest", "occupancy/1, late labels")
                .contains("recall", "mean latency / LS", "10⁻³");
    }

    @Test
    void everythingLiesOnTheSheet() throws Exception {
        Document document = parsed(svg);
        double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
        NodeList lines = document.getElementsByTagName("polyline");
        for (int i = 0; i < lines.getLength(); i++) {
            for (String point : ((Element) lines.item(i)).getAttribute("points").split(" ", -1)) {
                assertThat(Double.parseDouble(point.substring(0, point.indexOf(','))))
                        .isBetween(0.0, width);
            }
        }
    }

    @Test
    void theSameFiguresGiveTheSameBytes() {
        assertThat(new Publication(Sample.result("B3", Size.FULL)).picture()).contains(svg);
    }

    @Test
    void oursIsVividTheLimitDashedInBlack() {
        List<Svg.Stroke> looks = Looks.of(List.of(
                new Curve("ours", Role.OURS, List.of()),
                new Curve("other", Role.BASELINE, List.of()),
                new Curve("oracle", Role.LIMIT, List.of()),
                new Curve("another", Role.BASELINE, List.of())));
        assertThat(looks.get(0).dashes()).isEmpty();
        assertThat(looks.get(0).width()).isGreaterThan(looks.get(1).width());
        assertThat(looks.get(2).colour()).isEqualTo("#000000");
        assertThat(looks.get(2).dashes()).isNotEmpty();
        assertThat(looks.get(1)).isNotEqualTo(looks.get(3));
    }

    @Test
    void aFigureWithoutAPointIsDrawnEmpty() throws Exception {
        Figure empty = new Figure(
                "nothing",
                Scale.logarithmic("x"),
                Scale.linear("y"),
                List.of(new Curve("none", Role.OURS, List.of(new Point(0, Double.NaN)))));
        assertThat(parsed(new Picture(List.of(empty)).svg())
                        .getElementsByTagName("circle")
                        .getLength())
                .isZero();
    }

    @Test
    void aLogarithmicAxisHasLabelsInAnyRange() {
        for (double decades : new double[] {0.1, 0.5, 1, 3, 8, 30}) {
            Span span = Span.around(Scale.logarithmic("x"), DoubleStream.of(3e-4, 3e-4 * Math.pow(10, decades)));
            assertThat(span.ticks(6).stream().filter(tick -> !tick.label().isEmpty()))
                    .as("%s decades", decades)
                    .hasSizeBetween(1, 10);
            assertThat(span.ticks(6))
                    .allSatisfy(tick -> assertThat(span.share(tick.at())).isBetween(0.0, 1.0));
        }
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
