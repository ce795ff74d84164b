package dev.taskmaster.master.collect;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Chunk;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The results of one job, and what becomes of failed tasks. What is received and sent between two commits, and the
 * checkpoint with it, counts whole or not at all. For one thread.
 */
public interface ResultInbox extends AutoCloseable {

    /**
     * What came next, or {@code null} if nothing came in that time.
     *
     * @param wait how long to wait; zero for not at all
     */
    @Nullable
    Arrival receive(Duration wait);

    /** Puts what was received last where an operator finds it: it is no result of this job. */
    void setAside(String why);

    /** Sends tasks once more, to be delivered after a delay. */
    void sendAgain(Chunk chunk, Duration delay);

    /** Puts a task that failed for good where an operator finds it. */
    void deadLetter(Result failed);

    /**
     * Ends the transaction.
     *
     * @throws BrokerUnreachableException if the connection is lost; whether the commit counted, the checkpoint tells
     */
    void commit(CollectCheckpoint checkpoint);

    @Override
    void close();
}
