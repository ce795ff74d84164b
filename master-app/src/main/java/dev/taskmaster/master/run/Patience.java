package dev.taskmaster.master.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a run that waits for workers.
 *
 * @param timeout how long no result may come, or {@code null} for ever
 * @param workerCommand what a person types to start a worker
 * @param toldToStop whether somebody wants the run to stop and to be gone on with later; asked some times a second
 */
public record Patience(@Nullable Duration timeout, String workerCommand, BooleanSupplier toldToStop) {}
