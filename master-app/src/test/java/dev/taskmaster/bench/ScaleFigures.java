package dev.taskmaster.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Figures by their name and by the number of slots, round by round, as a table of medians. For one thread. */
final class ScaleFigures {

    private final Map<String, Map<Integer, List<Double>>> figures = new LinkedHashMap<>();

    /** Takes one, and tells it at once: the next may be long in coming. */
    void add(String name, int slots, double figure) {
        System.err.printf(Locale.ROOT, "%,d slots, %s: %,.2f%n", slots, name.strip(), figure);
        figures.computeIfAbsent(name, key -> new LinkedHashMap<>())
                .computeIfAbsent(slots, key -> new ArrayList<>())
                .add(figure);
    }

    /** A line for each name and a column for each number of slots. */
    String table() {
        var columns = new TreeSet<Integer>();
        figures.values().forEach(line -> columns.addAll(line.keySet()));
        var text = new StringBuilder(String.format(Locale.ROOT, "%-52s", "medians"));
        columns.forEach(slots -> text.append(String.format(Locale.ROOT, " %,8d slots", slots)));
        figures.forEach((name, line) -> {
            text.append(String.format(Locale.ROOT, "%n%-52s", name));
            for (var slots : columns) {
                var measured = line.getOrDefault(slots, List.of());
                text.append(
                        measured.isEmpty()
                                ? " ".repeat(15)
                                : String.format(Locale.ROOT, " %,14.2f", Comparison.median(measured)));
            }
        });
        return text.append(String.format(Locale.ROOT, "%n")).toString();
    }
}
