package dev.taskmaster;

import org.jspecify.annotations.Nullable;

/** No broker answers, or the connection to it is gone: wait and try again, or start one. */
public final class BrokerUnreachableException extends TaskmasterException {

    private static final long serialVersionUID = 1L;

    /** One line: what, where, what to do next. */
    public BrokerUnreachableException(String message) {
        this(message, null);
    }

    /** One line, and the error it came from. */
    public BrokerUnreachableException(String message, @Nullable Throwable cause) {
        super(ExitStatus.BROKER_UNREACHABLE, message, cause);
    }
}
