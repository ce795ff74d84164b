package dev.taskmaster.worker.slot;

/** The broker has no room for an answer now. When sending it fails so, the same answer can be sent again. */
public final class BrokerFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One line: where, and what to do. */
    public BrokerFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
