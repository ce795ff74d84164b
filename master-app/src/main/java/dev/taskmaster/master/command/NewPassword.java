package dev.taskmaster.master.command;

import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.settings.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password that a person gives to a user: the first line of a file or of standard input, never an argument. */
final class NewPassword {

    private static final String STANDARD_INPUT = "-";

    private NewPassword() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if the file cannot be read or its first line is no password that can be taken; the
     *     message is the rule and does not hold the line
     */
    static Secret read(String place) {
        try (var lines = new BufferedReader(open(place))) {
            var line = lines.readLine();
            return Passwords.chosen(line == null ? "" : line);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a file that can be read, in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have a first line that is a password, which " + e.getMessage(), e);
        }
    }

    private static Reader open(String place) throws IOException {
        return place.equals(STANDARD_INPUT)
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder())
                : Files.newBufferedReader(Path.of(place));
    }
}
