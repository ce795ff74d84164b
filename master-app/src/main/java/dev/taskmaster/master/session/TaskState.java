package dev.taskmaster.master.session;

import dev.taskmaster.task.Outcome;
import org.jspecify.annotations.Nullable;

/** Where one task stands, as far as the program knows. Written by one thread at a time, read by any. */
final class TaskState {

    private static final long NOT_SENT = -1;

    private volatile long index = NOT_SENT;
    private volatile int attempt = 1;
    private volatile @Nullable String failure;
    private volatile boolean answered;

    void sent(long newIndex) {
        index = newIndex;
    }

    void failed(int failedAttempt, Outcome.Failed why) {
        failure = why.reason().word() + ": " + why.message();
        attempt = failedAttempt + 1;
    }

    void ended() {
        answered = true;
    }

    boolean isSent() {
        return index != NOT_SENT;
    }

    /** Whether its result is here, and on its way to whoever waits for it. */
    boolean isAnswered() {
        return answered;
    }

    long index() {
        return index;
    }

    /** For people: {@code in attempt 3 of 4; the one before: error: no such file}. */
    String attempt(int retries) {
        return "in attempt " + attempt + " of " + (retries + 1)
                + (failure == null ? "" : "; the one before: " + failure);
    }
}
