package dev.taskmaster.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of each contestant, round by round, and the medians and ratios of it. For one thread. */
final class Comparison {

    /**
     * One round of one contestant.
     *
     * @param perSecond empty tasks a second
     * @param p50Millis of one task at a time
     */
    record Round(double perSecond, double p50Millis) {

        static Round of(String json) {
            return new Round(Programs.number(json, "tasks_per_second"), Programs.number(json, "p50_ms"));
        }
    }

    private record Contestant(String name, List<Round> rounds) {}

    private final List<Contestant> contestants = new ArrayList<>();

    /** Adds a round; the first contestant is the one that the others are compared with. */
    void add(String name, Round round) {
        contestants.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    var added = new Contestant(name, new ArrayList<>());
                    contestants.add(added);
                    return added;
                })
                .rounds()
                .add(round);
    }

    /** Medians, and how many times the first contestant is the others: in tasks a second, and in the time of one. */
    String table() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-40s %7s %12s %12s %12s %10s %10s%n",
                "medians",
                "rounds",
                "tasks/s",
                "least",
                "most",
                "ratio",
                "p50 ms"));
        var first = contestants.get(0);
        for (var each : contestants) {
            var rates = each.rounds().stream().map(Round::perSecond).toList();
            text.append(String.format(
                    Locale.ROOT,
                    "%-40s %7d %,12.0f %,12.0f %,12.0f %10.1f %10.3f%n",
                    each.name(),
                    rates.size(),
                    median(rates),
                    rates.stream().min(Double::compare).orElseThrow(),
                    rates.stream().max(Double::compare).orElseThrow(),
                    perSecond(first) / perSecond(each),
                    p50(each)));
        }
        for (var each : contestants.subList(1, contestants.size())) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s does %.1f times the tasks of %s, and one task takes %.2f times as long%n",
                    first.name(),
                    perSecond(first) / perSecond(each),
                    each.name(),
                    p50(first) / p50(each)));
        }
        return text.toString();
    }

    private static double perSecond(Contestant contestant) {
        return median(contestant.rounds().stream().map(Round::perSecond).toList());
    }

    private static double p50(Contestant contestant) {
        return median(contestant.rounds().stream().map(Round::p50Millis).toList());
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
