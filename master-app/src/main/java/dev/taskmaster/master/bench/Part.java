package dev.taskmaster.master.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A question that a bench answers. */
public enum Part {
    /** How many tasks that do nothing end in a second. */
    THROUGHPUT,
    /** How long one task takes when nothing else is out. */
    LATENCY,
    /** How much of the slots' time goes into handlers. */
    EFFICIENCY;

    /**
     * Reads a list such as {@code throughput,latency}.
     *
     * @throws IllegalArgumentException if a word is none of them; the message is the rule
     */
    public static Set<Part> parse(String text) {
        var parts = EnumSet.noneOf(Part.class);
        for (var word : text.split(",", -1)) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be one or more of "
                            + Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", ")))));
        }
        return parts;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
