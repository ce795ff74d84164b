package dev.taskmaster.worker.slot;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes of a worker have found out together of one queue: that nothing is below some priority. Asking costs the
 * broker time for each of its consumers, so they ask once in {@link #TIME} and not each for itself. Safe for use by many
 * threads.
 */
public final class LowerRest {

    /** After that time a message of a lower priority may have come. */
    static final Duration TIME = Duration.ofSeconds(1);

    /**
     * That there was nothing, or that somebody is finding out.
     *
     * @param below that priority
     */
    private record Nothing(int below, long sinceNanos) {}

    /** There was something when a lane asked last. */
    private static final Nothing SOMETHING = new Nothing(LowerTurn.NO_BOUND, 0);

    private final AtomicReference<@Nullable Nothing> known = new AtomicReference<>();

    /** Whether to ask for something below a priority now; while nothing is known, and after a rest, one lane does. */
    boolean mayAsk(int priority, long nowNanos) {
        var last = known.get();
        if (SOMETHING.equals(last)) {
            return true;
        }
        boolean due = last == null || priority > last.below() || nowNanos - last.sinceNanos() >= TIME.toNanos();
        return due && known.compareAndSet(last, new Nothing(priority, nowNanos));
    }

    /** There was nothing below that priority. */
    void none(int priority, long nowNanos) {
        known.set(new Nothing(priority, nowNanos));
    }

    /** There was something lower. */
    void some() {
        known.set(SOMETHING);
    }
}
