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

    private record Found(int below, long sinceNanos) {}

    private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

    /** Whether to ask for something below a priority now; of the lanes that would after a rest, one does. */
    boolean mayAsk(int priority, long nowNanos) {
        var known = found.get();
        if (known == null || priority > known.below()) {
            return true;
        }
        return nowNanos - known.sinceNanos() >= TIME.toNanos()
                && found.compareAndSet(known, new Found(known.below(), nowNanos));
    }

    /** There was nothing below that priority. */
    void none(int priority, long nowNanos) {
        found.set(new Found(priority, nowNanos));
    }

    /** There was something lower. */
    void some() {
        found.set(null);
    }
}
