package dev.taskmaster.master.source;

import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One task a line of text in UTF-8. A line ends with a line feed and nothing else, so a carriage return stays in the
 * payload; an empty line is a task with an empty payload; the last line needs no line feed.
 */
final class LineSource implements TaskSource {

    /** A line this long is no line any more: most likely the input is not text. */
    static final int LONGEST_LINE_BYTES = 32 * 1024 * 1024;

    private static final int BLOCK_BYTES = 128 * 1024;

    private final String name;
    private final InputStream input;
    private byte[] buffer = new byte[BLOCK_BYTES];
    private int start;
    private int end;

    /** Up to here no line feed was found since start, and whether all of it is ASCII. */
    private int scanned;

    private boolean ascii = true;
    private boolean ended;
    private long line;

    /** Reads lines of a stream that it then owns; the name is for messages. */
    LineSource(String name, InputStream input) {
        this.name = name;
        this.input = input;
    }

    @Override
    public @Nullable String next() {
        while (!scan() && !ended) {
            fill();
        }
        if (start == end) {
            return null;
        }
        var text = text(start, scanned);
        start = Math.min(end, scanned + 1);
        scanned = start;
        ascii = true;
        return text;
    }

    @Override
    public boolean ready() {
        try {
            return scan() || ended || input.available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Looks for the end of the next line in what is in the buffer, from where the last look ended. */
    private boolean scan() {
        while (scanned < end) {
            byte octet = buffer[scanned];
            if (octet == '\n') {
                return true;
            }
            ascii &= octet >= 0;
            scanned++;
        }
        return false;
    }

    /** Names the place of the line that was read last, for messages. */
    String place() {
        return "line " + line + " of " + name;
    }

    private String text(int from, int to) {
        line++;
        if (ascii) {
            return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidUseException(
                    place() + " is not text in UTF-8: convert the input, or name the files in it instead", e);
        }
    }

    /** Reads on, behind what of the next line is in the buffer already. */
    private void fill() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        scanned -= start;
        start = 0;
        if (end == buffer.length) {
            if (end >= LONGEST_LINE_BYTES) {
                line++;
                throw new InvalidUseException(place() + " is longer than " + LONGEST_LINE_BYTES / (1024 * 1024)
                        + " MiB: put the data into files and their names into the input");
            }
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST_LINE_BYTES, buffer.length * 2));
        }
        try {
            int read = input.read(buffer, end, buffer.length - end);
            if (read < 0) {
                ended = true;
            } else {
                end += read;
            }
        } catch (IOException e) {
            throw new InvalidUseException(
                    name + " cannot be read on after line " + line + " (" + e.getMessage()
                            + "): repair it, then the same command with --job goes on there",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw new InvalidUseException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
