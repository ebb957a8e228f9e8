package org.lumiwatch.neural.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a search may choose from.
 *
 * @param choices by name, sizes of the design and {@code rate} and {@code batch}
 */
public record SearchSpace(Map<String, Choice> choices) {
    /** Of one number, from {@code low} to {@code high}, evenly by logarithm; whole where it counts something. */
    public record Choice(double low, double high, boolean whole) {
        public Choice {
            if (!(low > 0 && low <= high)) {
                throw new IllegalArgumentException("choice: %s to %s (expected: 0 < low <= high)".formatted(low, high));
            }
        }

        /** @param at 0 to 1 */
        double value(double at) {
            double value = low * Math.pow(high / low, at);
            return whole ? Math.clamp(Math.round(value), (long) low, (long) high) : value;
        }

        /** The inverse of {@link #value}. */
        double place(double value) {
            return high == low ? 0.5 : Math.log(value / low) / Math.log(high / low);
        }
    }

    public SearchSpace {
        choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        if (choices.isEmpty()) {
            throw new IllegalArgumentException(
                    "space: nothing to choose (expected: such as hidden=4..32,rate=1e-4..1e-2)");
        }
    }

    /** From text such as {@code hidden=4..32,features=1..8,rate=1e-4..1e-2,batch=32..256}. */
    public static SearchSpace of(String text) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.split("=|\\.\\.", -1);
            try {
                choices.put(
                        sides[0].strip(),
                        new Choice(
                                Double.parseDouble(sides[1]),
                                Double.parseDouble(sides[2]),
                                !sides[0].strip().equals("rate")));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "space: %s (expected: name=low..high, such as hidden=4..32)".formatted(part), e);
            }
        }
        return new SearchSpace(choices);
    }

    Map<String, Double> random(RandomGenerator random) {
        Map<String, Double> values = new LinkedHashMap<>();
        choices.forEach((name, choice) -> values.put(name, choice.value(random.nextDouble())));
        return values;
    }

    /**
     * After Bergstra and others (2011): of some candidates drawn near good trials, the one that is likeliest among the good and least likely
     * among the rest, each number by itself.
     */
    Map<String, Double> likely(List<Map<String, Double>> good, List<Map<String, Double>> rest, RandomGenerator random) {
        Map<String, Double> values = new LinkedHashMap<>();
        choices.forEach((name, choice) -> {
            double best = Double.NEGATIVE_INFINITY;
            for (int candidate = 0; candidate < CANDIDATES; candidate++) {
                double near = choice.place(good.get(random.nextInt(good.size())).getOrDefault(name, choice.low()));
                double at = Math.clamp(near + random.nextGaussian() * width(good.size()), 0, 1);
                double ratio = Math.log(density(choice, name, good, at)) - Math.log(density(choice, name, rest, at));
                if (ratio > best) {
                    best = ratio;
                    values.put(name, choice.value(at));
                }
            }
        });
        return values;
    }

    private static final int CANDIDATES = 24;

    private static double width(int trials) {
        return Math.clamp(0.5 / Math.sqrt(trials), 0.05, 0.5);
    }

    /** A sum of bells about the trials, and a little everywhere. */
    private static double density(Choice choice, String name, List<Map<String, Double>> trials, double at) {
        double width = width(Math.max(trials.size(), 1));
        double sum = 1;
        for (Map<String, Double> trial : trials) {
            double z = (at - choice.place(trial.getOrDefault(name, choice.low()))) / width;
            sum += Math.exp(-z * z / 2) / width;
        }
        return sum / (trials.size() + 1);
    }
}
