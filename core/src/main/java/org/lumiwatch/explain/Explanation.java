package org.lumiwatch.explain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Verdict;

/**
 * Why an element was called what it was called, in words and in a picture for a shifter who has five seconds.
 *
 * <p>Made from the judgement's own evidence, never scored anew. Immutable.
 */
public final class Explanation {
    private final Judgement judgement;
    private final Wording wording;

    private Explanation(Judgement judgement) {
        this.judgement = judgement;
        this.wording = new Wording(judgement);
    }

    public static Explanation of(Judgement judgement) {
        return new Explanation(judgement);
    }

    /** One line, such as {@code BAD EB+12: rows 15–19, columns 80–82 dead: 292 expected, 0 observed; since 357538:37 (and 2 more)}. */
    public String headline() {
        return wording.headline();
    }

    /** What is wrong, one sentence for each finding, the worst first; empty when nothing is. */
    public List<String> sentences() {
        return findings().stream().map(wording::sentence).toList();
    }

    /** The headline, then what each finding means and what each member of the test said, one line each. */
    public String text() {
        List<String> lines = new ArrayList<>(List.of(wording.headline()));
        int number = 1;
        for (Finding finding : findings()) {
            lines.add("  %d. %s; %s".formatted(number++, wording.sentence(finding), wording.weight(finding)));
        }
        judgement.voices().forEach(voice -> lines.add("  said " + voice.text()));
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * Observed, expected and significance of a map, or observed over expected of a distribution with the residuals below; findings
     * outlined and numbered as in {@link #sentences()}. Needs no display, but fonts must be installed.
     */
    public BufferedImage picture() {
        return judgement.element().histogram().bins(1) > 1
                ? new MapPicture(judgement, wording).drawn()
                : new LinePicture(judgement, wording).drawn();
    }

    /** The picture as a PNG file's bytes. */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture(), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the picture as a PNG file.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public void write(Path file) {
        try {
            Files.write(file, png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Finding> findings() {
        return judgement.verdict() instanceof Verdict.Bad bad ? bad.findings() : List.of();
    }
}
