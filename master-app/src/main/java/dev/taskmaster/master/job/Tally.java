package dev.taskmaster.master.job;

import dev.taskmaster.task.Reason;

/**
 * How many tasks ended, and how.
 *
 * @param ok with a result
 * @param error because the handler failed
 * @param timeout because the handler took too long
 * @param crash because their worker died again and again
 */
public record Tally(long ok, long error, long timeout, long crash) {

    /** Nothing ended yet. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /** One more that is fine. */
    public Tally plusOk() {
        return new Tally(ok + 1, error, timeout, crash);
    }

    /** One more that failed. */
    public Tally plusFailed(Reason reason) {
        return switch (reason) {
            case ERROR -> new Tally(ok, error + 1, timeout, crash);
            case TIMEOUT -> new Tally(ok, error, timeout + 1, crash);
            case CRASH -> new Tally(ok, error, timeout, crash + 1);
        };
    }

    /** Without those that are counted there. */
    public Tally minus(Tally other) {
        return new Tally(ok - other.ok, error - other.error, timeout - other.timeout, crash - other.crash);
    }

    /** All that failed. */
    public long failed() {
        return error + timeout + crash;
    }

    /** All that ended. */
    public long ended() {
        return ok + failed();
    }

    /** For people: {@code 990 ok, 10 failed (7 error, 3 timeout)}. */
    @Override
    public String toString() {
        if (failed() == 0) {
            return ok + " ok, 0 failed";
        }
        var reasons = new StringBuilder();
        append(reasons, error, Reason.ERROR);
        append(reasons, timeout, Reason.TIMEOUT);
        append(reasons, crash, Reason.CRASH);
        return ok + " ok, " + failed() + " failed (" + reasons + ")";
    }

    private static void append(StringBuilder text, long count, Reason reason) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(reason.word());
        }
    }
}
