package dev.taskmaster.master.admin;

import dev.taskmaster.task.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param job whose task it is, or {@code null} for a task that another program sent
 * @param index of the task in its job, or {@code null} without one
 * @param attempts how often it was run, or {@code null} if nobody counted
 * @param reason {@code error}, {@code timeout} or {@code crash}; {@code broker} where the broker gave up, {@code malformed}
 *     for what is no task
 * @param message what the handler said, or why else it is here
 * @param task the payload
 */
public record FailedTask(
        @Nullable String job,
        @Nullable Long index,
        @Nullable Integer attempts,
        String reason,
        String message,
        String task) {

    /** The broker delivered it again and again, and gave up. */
    public static final String BROKER = "broker";

    /** It breaks the message contract. */
    public static final String MALFORMED = "malformed";

    private static final String AFTER_REASON = ": ";

    /**
     * A task that a master gave up.
     *
     * @param failed a reason, a colon, and what the handler said
     */
    public static FailedTask of(String job, long index, int attempts, String failed, String task) {
        int end = failed.indexOf(AFTER_REASON);
        boolean known = end > 0 && Reason.ofWord(failed.substring(0, end)).isPresent();
        return new FailedTask(
                job,
                index,
                attempts,
                known ? failed.substring(0, end) : Reason.ERROR.word(),
                known ? failed.substring(end + AFTER_REASON.length()) : failed,
                task);
    }
}
