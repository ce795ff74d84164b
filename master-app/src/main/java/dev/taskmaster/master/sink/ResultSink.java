package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;

/**
 * A job's output. What is written counts from the moment on in which the mark of a later {@link #flush()} is in the
 * broker; until then a crash cuts it off again. For one thread.
 */
public interface ResultSink extends AutoCloseable {

    /** Takes one more result. */
    void write(Result result);

    /**
     * Makes everything written so far survive a crash of this machine.
     *
     * @return where the output stands now
     * @throws InvalidUseException if the output cannot take it, for example because its disk is full
     */
    OutputMark flush();

    /** Tells that the last mark is in the broker: what only an older mark needs can go. */
    void committed();

    @Override
    void close();
}
