package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that are shown to a person. The message is one line that says what happened, to which queue,
 * user or file, and what to do next; it never holds a secret. The leaf tells the caller what to do, the status tells a
 * script.
 */
public abstract class TaskmasterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    TaskmasterException(ExitStatus status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The status a command ends with when this error reaches its top. */
    public ExitStatus status() {
        return status;
    }
}
