package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Size;

/**
 * B4: one faulty channel of the hadron calorimeter's endcap among some 7,700, for one to three lumisections: how often is the lumisection
 * called bad by one test at one threshold that one healthy lumisection in a thousand exceeds?
 */
public final class ChannelRecall implements Protocol<ChannelRecall.Trial> {
    static final List<Double> STRENGTHS = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 2.0);
    static final List<Integer> WINDOWS = List.of(1, 2, 3);
    static final double RATE = 1e-3;
    static final String OURS = "Lumiwatch today";

    static String oracle(double strength) {
        return "oracle " + Channel.strength(strength);
    }

    /** What one seed gave. */
    public record Trial(List<OfWindow> windows) {
        public Trial {
            windows = List.copyOf(windows);
        }
    }

    /** Scores of windows of so many lumisections, one entry a contender. */
    record OfWindow(int window, List<LumisectionScores> scores) {
        OfWindow {
            scores = List.copyOf(scores);
        }
    }

    @Override
    public String id() {
        return "B4";
    }

    @Override
    public String title() {
        return "How often does one faulty channel of HE show, at one false lumisection in a thousand?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        ChannelImages.Sizes sizes = switch (size) {
            case QUICK -> new ChannelImages.Sizes(24, 3, 2);
            case FULL -> new ChannelImages.Sizes(120, 110, 6);
        };
        return new Trial(new ChannelImages(seed, sizes).scores());
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        return new ChannelReport(trials).report(size);
    }
}
