package org.lumiwatch.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lumisections of one run that are read at once, so that memory does not grow with what is read.
 *
 * @param numbers rising, at least one
 */
record Slice(List<Integer> numbers) {
    Slice {
        numbers = List.copyOf(numbers);
    }

    /** How much one lumisection holds, in whatever unit the budget is. */
    record Weight(int number, long weight) {}

    /** Slices of at most {@code budget}, or of one lumisection that is larger alone; {@code weights} rise by number. */
    static List<Slice> of(List<Weight> weights, long budget) {
        List<Slice> slices = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        long sum = 0;
        for (Weight weight : weights) {
            if (!numbers.isEmpty() && sum + weight.weight() > budget) {
                slices.add(new Slice(numbers));
                numbers.clear();
                sum = 0;
            }
            numbers.add(weight.number());
            sum += weight.weight();
        }
        if (!numbers.isEmpty()) {
            slices.add(new Slice(numbers));
        }
        return slices;
    }

    /** A condition on column {@code ls} that holds for these lumisections and no other. */
    String condition() {
        String range = "ls BETWEEN %d AND %d".formatted(numbers.getFirst(), numbers.getLast());
        if (numbers.getLast() - numbers.getFirst() + 1 == numbers.size()) {
            return range;
        }
        return "%s AND ls IN (%s)"
                .formatted(range, numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
