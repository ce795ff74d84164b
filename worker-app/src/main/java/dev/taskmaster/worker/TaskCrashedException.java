package dev.taskmaster.worker;

/**
 * Thrown by a handler whose task has killed what ran it, such as a program of its own: the task fails with the reason
 * {@code crash} and is not tried again. What kills the whole worker needs no exception; the broker sees it.
 */
public final class TaskCrashedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What died and how, for people. */
    public TaskCrashedException(String message) {
        super(message);
    }
}
