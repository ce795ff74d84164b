package dev.taskmaster.master.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A properties file that is changed line by line, so that comments and what others wrote stay. Immutable. */
record PropertyLines(List<String> lines) {

    PropertyLines {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is no properties file
     */
    static PropertyLines parse(String text) {
        load(text);
        return new PropertyLines(text.lines().toList());
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(load(text()).getProperty(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** With this value for the key, at the end. */
    PropertyLines with(String key, String value) {
        return new PropertyLines(Stream.concat(without(key).lines.stream(), Stream.of(key + "=" + value))
                .toList());
    }

    PropertyLines without(String key) {
        return new PropertyLines(
                lines.stream().filter(line -> !load(line).containsKey(key)).toList());
    }

    String text() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Properties load(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        return properties;
    }
}
