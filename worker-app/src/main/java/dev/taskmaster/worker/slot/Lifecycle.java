package dev.taskmaster.worker.slot;

import dev.taskmaster.worker.End;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker stands in its life; each move makes a new value.
 *
 * @param stage how far it is
 * @param end why it ends, or {@code null} while it runs; the first reason stays, except that a breakdown replaces any
 * @param sinceNanos when it came to this stage, on the clock of {@link System#nanoTime()}
 */
record Lifecycle(Stage stage, @Nullable End end, long sinceNanos) {

    static Lifecycle begin(long nowNanos) {
        return new Lifecycle(Stage.RUNNING, null, nowNanos);
    }

    /** The life after a wish to be at that stage: a stage that lies behind changes nothing. */
    Lifecycle moved(Stage target, End reason, long nowNanos) {
        var kept = end == null || reason == End.BROKEN ? reason : end;
        if (target.compareTo(stage) > 0) {
            return new Lifecycle(target, kept, nowNanos);
        }
        return stage == Stage.RUNNING || kept == end ? this : new Lifecycle(stage, kept, sinceNanos);
    }
}
