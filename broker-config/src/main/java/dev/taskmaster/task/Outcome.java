package dev.taskmaster.task;

/** What became of one task in one attempt. A failed task is a value, not an exception. */
public sealed interface Outcome {

    /**
     * The handler answered.
     *
     * @param text the result, possibly empty
     */
    record Ok(String text) implements Outcome {}

    /**
     * The attempt failed. It carries the task's payload, so that the master can send it again without keeping it.
     *
     * @param reason the kind of failure
     * @param message what the handler said, for people
     * @param task the task's payload
     */
    record Failed(Reason reason, String message, String task) implements Outcome {}

    /**
     * The task was not run and costs no attempt: it wants to be sent again, alone.
     *
     * @param task the task's payload
     */
    record Again(String task) implements Outcome {}
}
