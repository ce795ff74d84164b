package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.job.OutputMark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output. It can neither be synced nor cut back: after a crash of the master, the results of its last
 * transaction may appear a second time. Whoever cannot have that writes to a file.
 */
final class StreamOutput implements Output {

    private final OutputStream stream;
    private long length;

    StreamOutput(OutputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    @Override
    public String name() {
        return OutputMark.STANDARD_OUTPUT;
    }

    @Override
    public void append(CharSequence text) {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            stream.write(bytes);
            length += bytes.length;
        } catch (IOException e) {
            throw closed(e);
        }
    }

    @Override
    public void sync() {
        try {
            stream.flush();
        } catch (IOException e) {
            throw closed(e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() {
        sync();
    }

    private static InvalidUseException closed(IOException e) {
        return new InvalidUseException(
                "standard output takes no more (" + e.getMessage()
                        + "): run the same command again to get the rest; nothing is lost",
                e);
    }
}
