package dev.taskmaster;

/**
 * The status a command ends with. Scripts rely on the numbers, so a number never changes its meaning. Ends by a signal
 * are not listed: the JVM gives them 128 plus the signal's number.
 */
public enum ExitStatus {
    /** Everything asked for was done. */
    OK(0),
    /** The job is complete, but at least one of its tasks failed for good. */
    TASKS_FAILED(1),
    /** The command line, the environment, a settings file, an input or an output cannot be used as given. */
    USAGE(2),
    /** No broker answers, or the broker cannot take what it is given. */
    BROKER_UNREACHABLE(3),
    /** The broker refused the user, the password, or what that user tried to do. */
    REFUSED(4),
    /** The job or queue does not exist, or the job is finished, run by another master, or its input has changed. */
    JOB_CONFLICT(5),
    /** No result came within the time that the command was told to wait. */
    NO_RESULT_IN_TIME(124);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number handed to the operating system. */
    public int code() {
        return code;
    }
}
