package dev.taskmaster.master.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Counts the lines of a file as {@link LineSource} takes them, without making texts of them. */
final class LineCount {

    private static final int BLOCK_BYTES = 128 * 1024;

    private LineCount() {}

    /** The number of lines, none if the file cannot be read or the thread is interrupted meanwhile. */
    static OptionalLong of(Path file) {
        var block = new byte[BLOCK_BYTES];
        long lines = 0;
        boolean open = false;
        try (var input = Files.newInputStream(file)) {
            for (int read = input.read(block); read >= 0; read = input.read(block)) {
                if (Thread.currentThread().isInterrupted()) {
                    return OptionalLong.empty();
                }
                for (int i = 0; i < read; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
                open = read > 0 ? block[read - 1] != '\n' : open;
            }
        } catch (IOException e) {
            // Whoever reads the tasks says what is wrong.
            return OptionalLong.empty();
        }
        return OptionalLong.of(open ? lines + 1 : lines);
    }
}
