package dev.taskmaster.master.collect;

import dev.taskmaster.task.Reply;

/** What came in the queue of a job's results. */
public sealed interface Arrival {

    /**
     * An answer, though not yet known to be one to this job.
     *
     * @param reply what it says
     */
    record Answer(Reply reply) implements Arrival {}

    /**
     * Something that breaks the contract of messages.
     *
     * @param problem which rule it breaks
     */
    record Stray(String problem) implements Arrival {}
}
