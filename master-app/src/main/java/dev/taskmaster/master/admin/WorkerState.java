package dev.taskmaster.master.admin;

import dev.taskmaster.message.WorkerReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that serves task queues: a worker, or another program that takes tasks.
 *
 * @param name the worker's, or the client id of another program
 * @param address of its host, and the port there
 * @param user as whom it is logged in
 * @param queue the address it takes tasks from, several separated by commas; empty while it waits for its queue
 * @param slots how many tasks it runs at once, or {@code null} for another program, which does not say
 * @param consumers up to two a slot
 * @param inHand messages that it has and has not answered
 * @param since when it connected
 * @param report what it said of itself last, or {@code null} for a program that says nothing, or nothing yet
 */
public record WorkerState(
        String name,
        String address,
        String user,
        String queue,
        @Nullable Integer slots,
        int consumers,
        long inHand,
        Instant since,
        @Nullable WorkerReport report) {

    /** How many tasks it can run at once; of another program each consumer counts as one. */
    public int room() {
        return slots == null ? consumers : slots;
    }
}
