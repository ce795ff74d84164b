package dev.taskmaster.endtoend;

import java.util.List;
import java.util.Random;

/** Texts that look like bodies of messages and seldom are: the same for the same seed. For one thread. */
final class FuzzText {

    private static final List<String> SEEDS = List.of(
            "[\"1\",\"22\",\"\"]",
            "[{\"ok\":\"a\"},{\"failed\":\"error: b\",\"task\":\"c\"},{\"again\":\"d\",\"crashes\":2}]",
            "{\"done\":1,\"failed\":0,\"running\":3,\"at\":1764000000000,\"task\":\"j:1\",\"task_ms\":5}",
            "\"a string\"",
            "worker/north/8/5f3a",
            "");

    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\\",
            ",",
            ":",
            "null",
            "true",
            "\"ok\":",
            "\"failed\":\"",
            "\"task\":",
            "\"again\":",
            "\"crashes\":",
            "-1",
            "1e999",
            "1e-999",
            "99999999999999999999",
            "0.1",
            "NaN",
            "\\ud800",
            "\\u0000",
            "\ud800",
            "\udc00\ud800",
            "\u0000",
            "\u202e",
            "\uffff",
            "\n",
            "\033[2J",
            "/",
            "'");

    private static final int MOST_CHANGES = 6;
    private static final int MOST_SHORT = 2_000;
    private static final int DEEP = 5_000;
    private static final int LONG = 20_000;

    private final Random random;

    FuzzText(Random random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(20)) {
            case 0 -> "[".repeat(1 + random.nextInt(DEEP));
            case 1 -> "[{\"ok\":" + "{\"a\":".repeat(1 + random.nextInt(DEEP));
            case 2 -> "[{\"again\":\"a\",\"crashes\":" + "9".repeat(1 + random.nextInt(LONG)) + "}]";
            case 3 -> "[{\"" + "k".repeat(random.nextInt(LONG * 4)) + "\":1}]";
            case 4 -> noise();
            default -> changed(SEEDS.get(random.nextInt(SEEDS.size())));
        };
    }

    /** One that fits into a packet with others: the broker hangs up on whoever sends a larger one. */
    String nextShort() {
        var text = next();
        return text.length() <= MOST_SHORT ? text : text.substring(0, MOST_SHORT);
    }

    private String noise() {
        var text = new StringBuilder();
        for (int left = random.nextInt(200); left > 0; left--) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }

    private String changed(String seed) {
        var text = new StringBuilder(seed);
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
            int place = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(place);
                case 1 -> text.insert(place, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.delete(place, Math.min(text.length(), place + 1 + random.nextInt(3)));
                default -> text.insert(place, text.substring(random.nextInt(place + 1), place));
            }
        }
        return text.toString();
    }
}
