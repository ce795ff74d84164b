package dev.taskmaster.master.session;

import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task, or of what becomes of its result: when a wait for it ends in vain, the exception tells what is
 * known of the task.
 */
final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Supplier<String> known;

    /** @param known tells about the task; it may ask the broker */
    TaskFuture(Supplier<String> known) {
        this.known = known;
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return super.get(timeout, unit);
        } catch (TimeoutException e) {
            var waited = Duration.of(timeout, unit.toChronoUnit());
            var told = new TimeoutException("no result within " + Durations.format(waited) + ": " + known.get());
            told.initCause(e);
            throw told;
        }
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new TaskFuture<>(known);
    }
}
