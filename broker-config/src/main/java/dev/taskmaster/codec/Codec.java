package dev.taskmaster.codec;

/**
 * How a program's own values travel as the text of a task or of a result. Safe for use by many threads.
 *
 * @param <T> the values
 */
public interface Codec<T> {

    /**
     * The text for a value.
     *
     * @throws IllegalArgumentException if there is none
     */
    String write(T value);

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    T read(String text);
}
