package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** The broker refused the user, the password or the operation: trying again does not help. */
public final class AccessRefusedException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public AccessRefusedException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public AccessRefusedException(String message, @Nullable Throwable cause) {
        super(ExitStatus.REFUSED, message, cause);
    }
}
