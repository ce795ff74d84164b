package dev.taskmaster.master.run;

import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a run that waits for workers.
 *
 * @param timeout how long no result may come, or {@code null} for ever
 * @param workerCommand what a person types to start a worker for a queue
 * @param toldToStop whether somebody wants the run to stop and to be gone on with later; asked some times a second
 */
public record Patience(
        @Nullable Duration timeout, Function<QueueName, String> workerCommand, BooleanSupplier toldToStop) {

    /** The time that has passed, whatever somebody does to the clock; its beginning means nothing. */
    static final InstantSource ELAPSED = () -> Instant.EPOCH.plusNanos(System.nanoTime());
}
