package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;

/** Writes results as they come. */
final class PlainSink implements ResultSink {

    /** Text is handed to the output in pieces of about this many characters. */
    private static final int PIECE = 64 * 1024;

    private final Output output;
    private final ResultFormat format;
    private final String layout;
    private final StringBuilder piece = new StringBuilder();
    private long written;

    PlainSink(Output output, ResultFormat format, String layout, long written) {
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
    public void committed() {}

    @Override
    public void close() {
        output.close();
    }
}
