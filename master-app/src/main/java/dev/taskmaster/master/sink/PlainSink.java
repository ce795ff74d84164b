package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes results as they come. */
final class PlainSink implements ResultSink {

    /** Text is handed to the output in pieces of about this many characters. */
    private static final int PIECE = 64 * 1024;

    private final Output output;
    private final ResultFormat format;
    private final String layout;
    private final StringBuilder piece = new StringBuilder();
    private @Nullable Path rest;
    private long written;

    PlainSink(Output output, ResultFormat format, String layout, long written) {
        this(output, format, layout, written, null);
    }

    /** With a file that is of no use once the next mark is in the broker, because all of it is in the output. */
    PlainSink(Output output, ResultFormat format, String layout, long written, @Nullable Path rest) {
        this.rest = rest;
        this.output = output;
        this.format = format;
        this.layout = layout;
        this.written = written;
        if (output.length() == 0) {
            piece.append(format.header());
        }
    }

    @Override
    public void write(Result result) {
        format.append(result, piece);
        written++;
        if (piece.length() >= PIECE) {
            pass();
        }
    }

    @Override
    public OutputMark flush() {
        pass();
        output.sync();
        return new OutputMark(output.name(), layout, output.length(), written, 0);
    }

    private void pass() {
        output.append(piece);
        piece.setLength(0);
        if (piece.capacity() > 4 * PIECE) {
            piece.trimToSize();
        }
    }

    @Override
    public void committed() {
        if (rest != null) {
            try {
                Files.deleteIfExists(rest);
            } catch (IOException e) {
                throw new InvalidUseException(rest + " cannot be removed: " + e.getMessage(), e);
            }
            rest = null;
        }
    }

    @Override
    public void close() {
        output.close();
    }
}
