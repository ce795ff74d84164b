package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes results in the order of their tasks. One that comes before its turn is kept in a waiting file, so that memory
 * does not grow with their number; the waiting file is emptied whenever nothing waits, after the mark that says so is in the broker.
 */
final class OrderedSink implements ResultSink {

    /** Text is handed to the output in pieces of about this many characters. */
    private static final int PIECE = 64 * 1024;

    private final Output output;
    private final ResultFormat format;
    private final String layout;
    private final WaitingFile waiting;
    private final StringBuilder piece = new StringBuilder();

    /** Formatted results of the transaction in hand that came before their turn: most get it within it. */
    private final Map<Long, String> early = new HashMap<>();

    private long next;

    OrderedSink(Output output, ResultFormat format, String layout, WaitingFile waiting, long next) {
        this.output = output;
        this.format = format;
        this.layout = layout;
        this.waiting = waiting;
        this.next = next;
        if (output.length() == 0) {
            piece.append(format.header());
        }
    }

    @Override
    public void write(Result result) {
        if (result.index() == next) {
            format.append(result, piece);
            next++;
            writeFollowers();
        } else {
            var text = new StringBuilder();
            format.append(result, text);
            early.put(result.index(), text.toString());
        }
        if (piece.length() >= PIECE) {
            pass();
        }
    }

    private void writeFollowers() {
        for (var text = early(next); text != null; text = early(next)) {
            piece.append(text);
            next++;
            if (piece.length() >= PIECE) {
                pass();
            }
        }
    }

    private @Nullable String early(long index) {
        var text = early.remove(index);
        return text != null ? text : waiting.take(index);
    }

    @Override
    public OutputMark flush() {
        pass();
        early.forEach(waiting::put);
        early.clear();
        waiting.sync();
        output.sync();
        return new OutputMark(output.name(), layout, output.length(), next, waiting.lengthInUse());
    }

    private void pass() {
        output.append(piece);
        piece.setLength(0);
    }

    @Override
    public void committed() {
        waiting.committed();
    }

    @Override
    public void close() {
        try (output) {
            waiting.close();
        }
    }
}
