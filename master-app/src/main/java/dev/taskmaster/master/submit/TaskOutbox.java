package dev.taskmaster.master.submit;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.task.Chunk;

/**
 * The way to a task queue. What is sent between two commits, and the checkpoint with it, counts whole or not at all. For
 * one thread.
 */
public interface TaskOutbox extends AutoCloseable {

    /** Adds a chunk to the transaction. */
    void send(Chunk chunk);

    /**
     * Ends the transaction: the chunks are in the queue and the checkpoint says so.
     *
     * @throws BrokerUnreachableException if the connection is lost; whether the commit counted, the checkpoint tells
     */
    void commit(SubmitCheckpoint checkpoint);

    @Override
    void close();
}
