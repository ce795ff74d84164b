package dev.taskmaster.worker.program;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;

/** A program's standard error: a file of which the end counts, kept from growing without end. For one thread at a time. */
final class Complaint implements AutoCloseable {

    private static final int END = 4 * 1024;
    private static final long LONGEST_FILE = 1024 * 1024;

    private final File file;
    private byte[] before = {};

    Complaint(File file) {
        this.file = file;
    }

    /** The program writes at the end, also after the file was emptied. */
    Redirect redirect() {
        return Redirect.appendTo(file);
    }

    /** Empties the file if it has grown long; its end is remembered. */
    void trim() throws IOException {
        if (file.length() > LONGEST_FILE) {
            before = tail();
            try (var writing = new RandomAccessFile(file, "rw")) {
                writing.setLength(0);
            }
        }
    }

    /** The end of what was written. */
    byte[] end() throws IOException {
        var now = tail();
        return now.length == 0 ? before : now;
    }

    private byte[] tail() throws IOException {
        try (var reading = new RandomAccessFile(file, "r")) {
            long length = reading.length();
            var bytes = new byte[(int) Math.min(END, length)];
            reading.seek(length - bytes.length);
            reading.readFully(bytes);
            return bytes;
        }
    }

    @Override
    public void close() {
        file.delete();
    }
}
