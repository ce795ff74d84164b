package dev.taskmaster.worker.program;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that go to and come from programs, all in UTF-8. Pure. */
final class Text {

    /** Of what a program complained of, the last lines are the ones that say why it ended. */
    private static final int LINES_OF_COMPLAINT = 5;

    private static final String BETWEEN_LINES = " | ";

    private Text() {}

    /**
     * The bytes of a payload.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair
     */
    static byte[] encode(String payload) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(payload));
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the payload has half of a character, which UTF-8 cannot hold", e);
        }
    }

    /**
     * The text that a program printed.
     *
     * @throws IllegalArgumentException if it is not UTF-8
     */
    static String decode(byte[] bytes, int from, int to) {
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
