package dev.taskmaster.worker.program;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts what a program prints into lines. For one thread at a time. */
final class Lines {

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /** The lines that are complete with these bytes, without their line breaks. */
    List<byte[]> add(byte[] bytes, int length) {
        var lines = new ArrayList<byte[]>();
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                lines.add(line(bytes, from, i));
                from = i + 1;
            }
        }
        rest.write(bytes, from, length - from);
        return lines;
    }

    private byte[] line(byte[] bytes, int from, int to) {
        if (rest.size() == 0) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        rest.write(bytes, from, to - from);
        var line = rest.toByteArray();
        rest.reset();
        return line;
    }

    /** How long the line is that is not complete. */
    int unfinished() {
        return rest.size();
    }
}
