package dev.taskmaster.master.progress;

import dev.taskmaster.task.JobName;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is at one moment.
 *
 * @param job its name
 * @param submitted tasks that are in the queue or were
 * @param ok tasks that ended with a result
 * @param failed tasks that failed for good
 * @param left tasks of the whole input that have not ended, or {@code null} while its end is not known
 * @param slots of the workers that serve the queue
 * @param perSecond tasks that end in a second
 * @param toEnd how long it takes to the end, or {@code null} while that is not known
 * @param elapsed since this run began
 */
record Progress(
        JobName job,
        long submitted,
        long ok,
        long failed,
        @Nullable Long left,
        int slots,
        double perSecond,
        @Nullable Duration toEnd,
        Duration elapsed) {

    private static final double SLOW = 10;

    /** Tasks that have ended. */
    long done() {
        return ok + failed;
    }

    /** Tasks that are submitted and not answered. */
    long running() {
        // A result may be committed before its submission is.
        return Math.max(0, submitted - done());
    }

    /** All tasks of the job, or {@code null} while that is not known. */
    @Nullable
    Long total() {
        return left == null ? null : Long.valueOf(done() + left);
    }

    /** Whether it says the same of the tasks and the slots as another. */
    boolean sameCounts(Progress other) {
        return submitted == other.submitted && ok == other.ok && failed == other.failed && slots == other.slots;
    }

    /** For people: {@code 2.5/s}, {@code 412000/s}. */
    String rateText() {
        return String.format(Locale.ROOT, perSecond < SLOW ? "%.1f/s" : "%.0f/s", perSecond);
    }

    /** For people: {@code 1 slot}, {@code 4 slots}. */
    String slotsText() {
        return slots == 1 ? "1 slot" : slots + " slots";
    }
}
