package dev.taskmaster.message;

/** A message that does not keep the contract. The receiver sets it aside; it says nothing about the connection. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says which rule was broken, and by what. */
    public MalformedMessageException(String message) {
        super(message);
    }

    /** Says which rule was broken, and keeps the parser's own words. */
    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
