package dev.taskmaster.worker.program;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that go to and come from programs, all in UTF-8. Pure. */
final class Text {

    /** Of what a program complained of, the last lines are the ones that say why it ended. */
    private static final int LINES_OF_COMPLAINT = 5;

    private static final String BETWEEN_LINES = " | ";

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * The bytes of a payload.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair
     */
    static byte[] encode(String payload) {
        if (!isWhole(payload)) {
            throw new IllegalArgumentException("the payload has half of a character, which UTF-8 cannot hold");
        }
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether no half of a surrogate pair is in it, so that UTF-8 can hold it. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * The text that a program printed.
     *
     * @throws IllegalArgumentException if it is not UTF-8
     */
    static String decode(byte[] bytes, int from, int to) {
        // A decoder for each of a million short lines costs more than their tasks; this one replaces what is malformed.
        var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the program printed what is not text in UTF-8: have it write a file and print its name, or print"
                            + " base64",
                    e);
        }
    }

    /** How a program ended, with the end of what it said on standard error. */
    static String ending(int status, byte[] complaint) {
        var said = complaint(complaint);
        return "ended with status " + status + (said.isEmpty() ? "" : ": " + said);
    }

    private static String complaint(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join(BETWEEN_LINES, lines.subList(Math.max(0, lines.size() - LINES_OF_COMPLAINT), lines.size()));
    }
}
