package dev.taskmaster.worker.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as a POSIX shell does (XCU 2.2, Quoting), and expands nothing: {@code $}, {@code *},
 * {@code |} and the like are characters as any other. Pure.
 */
final class Words {

    /** What a backslash takes its meaning from between double quotes. */
    private static final String ESCAPED_IN_QUOTES = "$`\"\\";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    /** Quotes make a word of nothing too. */
    private boolean inWord;

    private int place;

    private Words(String line) {
        this.line = line;
    }

    /**
     * The words of a line.
     *
     * @throws IllegalArgumentException if a quote is not closed or nothing follows a backslash; the message is the rule
     */
    static List<String> split(String line) {
        return new Words(line).all();
    }

    private List<String> all() {
        while (place < line.length()) {
            char c = line.charAt(place++);
            switch (c) {
                case ' ', '\t', '\n' -> endWord();
                case '\'' -> untilQuote();
                case '"' -> untilDoubleQuote();
                case '\\' -> escape();
                default -> add(c);
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void escape() {
        if (place == line.length()) {
            throw new IllegalArgumentException("must not end with a backslash");
        }
        char c = line.charAt(place++);
        // A backslash at the end of a line joins it with the next.
        if (c != '\n') {
            add(c);
        }
    }

    private void untilQuote() {
        int end = line.indexOf('\'', place);
        if (end < 0) {
            throw new IllegalArgumentException("must close each quote: one ' is open");
        }
        word.append(line, place, end);
        inWord = true;
        place = end + 1;
    }

    private void untilDoubleQuote() {
        inWord = true;
        while (place < line.length()) {
            char c = line.charAt(place++);
            if (c == '"') {
                return;
            }
            if (c != '\\' || place == line.length()) {
                word.append(c);
                continue;
            }
            char next = line.charAt(place++);
            if (next == '\n') {
                continue;
            }
            if (ESCAPED_IN_QUOTES.indexOf(next) < 0) {
                word.append(c);
            }
            word.append(next);
        }
        throw new IllegalArgumentException("must close each quote: one \" is open");
    }
}
