package dev.taskmaster.master.sink;

import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;

/** Hands results to a program as they come. */
final class ProgramSink implements ResultSink {

    private final ResultConsumer consumer;
    private final String layout;
    private long written;

    ProgramSink(ResultConsumer consumer, String layout, long written) {
        this.consumer = consumer;
        this.layout = layout;
        this.written = written;
    }

    @Override
    public void write(Result result) {
        consumer.accept(result);
        written++;
    }

    @Override
    public OutputMark flush() {
        consumer.flush();
        return new OutputMark(ProgramOutput.NAME, layout, 0, written, 0);
    }

    @Override
    public void committed() {}

    @Override
    public void close() {}
}
