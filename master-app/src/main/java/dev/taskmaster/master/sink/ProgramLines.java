package dev.taskmaster.master.sink;

import dev.taskmaster.master.ResultConsumer;

/** Makes results of the lines that an ordered sink writes, and hands them to a program. */
final class ProgramLines implements Output {

    private final ResultConsumer consumer;

    ProgramLines(ResultConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public String name() {
        return ProgramOutput.NAME;
    }

    @Override
    public void append(CharSequence text) {
        text.toString().lines().map(KeptResult::parse).forEach(consumer::accept);
    }

    @Override
    public void sync() {
        consumer.flush();
    }

    /** A program cannot be cut back. */
    @Override
    public long length() {
        return 0;
    }

    @Override
    public void close() {}
}
