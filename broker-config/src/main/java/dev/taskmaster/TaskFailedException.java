package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** A task failed for good, and somebody asked for its answer. Its result says why; trying again is a new task. */
public final class TaskFailedException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public TaskFailedException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public TaskFailedException(String message, @Nullable Throwable cause) {
        super(ExitStatus.TASKS_FAILED, message, cause);
    }
}
