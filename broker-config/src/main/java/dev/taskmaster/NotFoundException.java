package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** The queue or job that a command is about is not at the broker: look which there are, and name one of those. */
public final class NotFoundException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public NotFoundException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public NotFoundException(String message, @Nullable Throwable cause) {
        super(ExitStatus.JOB_CONFLICT, message, cause);
    }
}
