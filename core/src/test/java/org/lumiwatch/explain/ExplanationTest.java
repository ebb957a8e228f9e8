package org.lumiwatch.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.lumisection.LumisectionId;

class ExplanationTest {
    private static final LumisectionId AT = new LumisectionId(357538, 37);
    private static final List<Axis> CRYSTALS = List.of(Axis.regular(85, 0, 85), Axis.regular(20, 0, 20));
    private static final List<Axis> TOWERS = List.of(Axis.regular(72, 0, 360), Axis.regular(34, -85, 85));
    private static final List<Axis> CHARGE = List.of(Axis.regular(100, 0, 80_000));

    @Test
    void saysWhatIsDeadWhereAndByHowMuch() {
        Explanation explanation =
                explained("EB/EB+12", CRYSTALS, 20, finding(FindingKind.DEAD, 0, Box.of(80, 15, 82, 19), ""));
        assertThat(explanation.headline())
                .isEqualTo("BAD EB+12: rows 15–19, columns 80–82 dead: 300 expected, 0 observed; since 357538:37");
    }

    @Test
    void saysHowHotACellIsAndHowManyMoreThereAre() {
        Explanation explanation = explained(
                "EB/EB+04",
                CRYSTALS,
                8,
                finding(FindingKind.HOT, 30, Box.of(10, 12, 10, 12), ""),
                finding(FindingKind.DEGRADED, 0.42, Box.of(3, 4, 3, 4), ""));
        assertThat(explanation.headline())
                .isEqualTo("BAD EB+04: row 12, column 10 hot ×30: 8.0 expected, 240 observed; since 357538:37"
                        + " (and 1 more)");
        assertThat(explanation.sentences())
                .last()
                .isEqualTo("row 4, column 3 degraded to 42 %: 8.0 expected, 3 observed; since 357538:37");
        assertThat(explanation.text()).contains("1. row 12", "2. row 4", "1.5 % of cells; by chance 1 in 10^12");
    }

    @Test
    void callsAHardwareGroupByItsName() {
        Explanation explanation =
                explained("EB/occupancy", TOWERS, 300, finding(FindingKind.DEAD, 0, Box.of(8, 17, 11, 33), "EB+03"));
        assertThat(explanation.sentences()).containsExactly("EB+03 dead: 20,400 expected, 0 observed; since 357538:37");
    }

    @Test
    void tellsTheRangeOfBinsOfADistribution() {
        Explanation explanation =
                explained("Pixel/charge", CHARGE, 100, finding(FindingKind.SHAPE, 0.5, Box.of(60, 0, 67, 0), ""));
        assertThat(explanation.sentences())
                .containsExactly("bins 60–67 (48,000 to 54,400) changed in shape: 800 expected, 400 observed;"
                        + " since 357538:37");
    }

    @Test
    void eachMemberOfTheTestIsHeard() {
        assertThat(explained("EB/EB+12", CRYSTALS, 20, finding(FindingKind.DEAD, 0, Box.of(80, 15, 82, 19), ""))
                        .text())
                .contains(
                        "said regions 12.3 (share 0.950); 10.2 to 14.4, for false alarms are counted up to 1 in 1,259 lumisections and continued beyond",
                        "said exposure 0.4 (share 0.050)");
    }

    @Test
    void anUndecidedElementSaysWhy() {
        Histogram empty = Histogram.empty(CRYSTALS);
        MonitorElement element = new MonitorElement(new ElementName("EB/EB+12"), AT, empty);
        Verdict undecided = new Verdict.Undecided(new Reason.BeamOff());
        Explanation explanation = Explanation.of(
                new Judgement(new TestId("test", 1), element, undecided, Judgement.Calibration.THEORY, 2, null));
        assertThat(explanation.text()).isEqualTo("EB+12: undecided, beam off");
        assertThat(explanation.picture().getHeight()).isPositive();
    }

    @Test
    void outlinesTheFindingInAllThreePanels() {
        Explanation explanation =
                explained("EB/EB+12", CRYSTALS, 20, finding(FindingKind.DEAD, 0, Box.of(80, 15, 82, 19), ""));
        BufferedImage picture = explanation.picture();
        long marked = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            boolean inRow = false;
            for (int x = 0; x < picture.getWidth(); x++) {
                inRow |= new Color(picture.getRGB(x, y)).equals(Sheet.MARK);
            }
            marked += inRow ? 1 : 0;
        }
        assertThat(marked).isGreaterThan(3 * 50);
    }

    @Test
    void writesTheSamePngEachTime(@TempDir Path folder) throws IOException {
        Finding finding = finding(FindingKind.DEGRADED, 0.4, Box.of(60, 0, 67, 0), "");
        Explanation explanation = explained("Pixel/charge", CHARGE, 100, finding);
        explanation.write(folder.resolve("charge.png"));
        byte[] written = Files.readAllBytes(folder.resolve("charge.png"));
        assertThat(written).isEqualTo(explanation.png());
        assertThat(ImageIO.read(new ByteArrayInputStream(written)).getWidth()).isGreaterThan(800);
    }

    @Test
    void ticksAreRoundNumbersWithinTheRange() {
        assertThat(Ticks.between(0, 690, 4).values()).containsExactly(0.0, 200.0, 400.0, 600.0);
        assertThat(Ticks.whole(0, 3, 10).values()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Ticks.between(0, 0.7, 4).label(0.2)).isEqualTo("0.2");
    }

    private static Finding finding(FindingKind kind, double factor, Box box, String group) {
        return new Finding(kind, factor, box, group, new Finding.Impact(0.0149, 0.02), 12.3, AT);
    }

    /** An element in which {@code level} counts are expected in each cell and observed but for the findings. */
    private static Explanation explained(String name, List<Axis> axes, double level, Finding... findings) {
        Histogram shape = Histogram.empty(axes);
        Geometry geometry = Geometries.builtIn().bind(new ElementName(name), shape);
        double[] mean = new double[shape.cells()];
        Arrays.fill(mean, level);
        double[] contents = mean.clone();
        for (int cell = 0; cell < contents.length; cell++) {
            for (Finding finding : findings) {
                if (finding.box().contains(geometry.x(cell), geometry.y(cell), 0)) {
                    contents[cell] = Math.rint(level * finding.factor());
                }
            }
        }
        boolean[] live = new boolean[mean.length];
        Arrays.fill(live, true);
        double[] none = new double[mean.length];
        MonitorElement element = new MonitorElement(new ElementName(name), AT, Histogram.of(axes, contents));
        return Explanation.of(new Judgement(
                new TestId("test", 1),
                element,
                new Verdict.Bad(12.3, List.of(findings)),
                Judgement.Calibration.THEORY,
                2,
                new Prediction(geometry, mean, none, none, live, 1, Double.NaN),
                List.of(),
                List.of(
                        new Voice("regions", 0.95, 12.3, new Voice.Basis(3.1, 10.2, 14.4)),
                        new Voice("exposure", 0.05, 0.4))));
    }
}
