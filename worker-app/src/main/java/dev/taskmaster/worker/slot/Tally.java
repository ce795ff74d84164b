package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts the tasks whose answers the broker has. Safe for use by many threads. */
public final class Tally {

    private final LongAdder done = new LongAdder();
    private final Map<Reason, LongAdder> failed = new EnumMap<>(Reason.class);

    Tally() {
        for (var reason : Reason.values()) {
            failed.put(reason, new LongAdder());
        }
    }

    void count(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Ok) {
                done.increment();
            } else if (outcome instanceof Outcome.Failed failure) {
                counter(failure.reason()).increment();
            }
        }
    }

    /** How many were answered with a result. */
    public long done() {
        return done.sum();
    }

    /** How many were answered as failed. */
    public long failed() {
        return failed.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many were answered as failed for that reason. */
    public long failed(Reason reason) {
        return counter(reason).sum();
    }

    private LongAdder counter(Reason reason) {
        return Objects.requireNonNull(failed.get(reason), "there is one for each reason");
    }
}
