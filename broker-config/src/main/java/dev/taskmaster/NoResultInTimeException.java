package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** No result came in the time given: what was submitted stays in the broker. */
public final class NoResultInTimeException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public NoResultInTimeException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public NoResultInTimeException(String message, @Nullable Throwable cause) {
        super(ExitStatus.NO_RESULT_IN_TIME, message, cause);
    }
}
