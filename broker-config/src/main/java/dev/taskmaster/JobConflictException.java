package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** The job is not in a state in which this can be done: choose another job or end the other master. */
public final class JobConflictException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public JobConflictException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public JobConflictException(String message, @Nullable Throwable cause) {
        super(ExitStatus.JOB_CONFLICT, message, cause);
    }
}
