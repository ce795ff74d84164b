package dev.taskmaster.worker.program;

/** A program did not do its task; the message says how, for people. */
final class ProgramFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProgramFailure(String message) {
        super(message);
    }
}
