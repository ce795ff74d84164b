package dev.taskmaster.master.submit;

import dev.taskmaster.task.Chunk;

/** Hears what is submitted, on the thread that submits it or sees it submitted elsewhere. */
public interface SubmitListener {

    /** A chunk is about to be sent. */
    default void sending(Chunk chunk) {}

    /** Everything sent up to here is in the queue. */
    default void committed(long submitted, boolean complete) {}
}
