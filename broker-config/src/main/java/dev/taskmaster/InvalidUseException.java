package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** An option, a settings file, an input or an output cannot be used as given: correct it and run again. */
public final class InvalidUseException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public InvalidUseException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public InvalidUseException(String message, @Nullable Throwable cause) {
        super(ExitStatus.USAGE, message, cause);
    }
}
