package dev.taskmaster.master.web;

import dev.taskmaster.master.admin.Overview;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at the broker that does not keep a scrape waiting: a broker that is short of something, such as disk, may not
 * answer for long, and then the other counts are wanted most. Safe for use by many threads.
 */
final class BoundedLook implements AutoCloseable {

    /** A fifth of the time that Prometheus waits for a scrape when nobody tells it otherwise. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(BoundedLook.class);

    private final Supplier<Overview> overview;
    private final Duration patience;
    private final ExecutorService thread;
    private @Nullable CompletableFuture<Overview> asked;

    BoundedLook(Supplier<Overview> overview, Duration patience) {
        this.overview = overview;
        this.patience = patience;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var made = new Thread(task, "web-metrics");
            made.setDaemon(true);
            return made;
        });
    }

    /** What the broker holds, or nothing if it does not say so in time. */
    Optional<Overview> now() {
        try {
            var answer = ask();
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            log.debug("the broker has not told what it holds within {} ms", patience.toMillis());
        } catch (ExecutionException e) {
            log.debug("the broker does not tell what it holds", e);
        } catch (RejectedExecutionException e) {
            log.debug("the look has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A question without an answer is not asked a second time: the next scrape waits for the same answer. */
    private synchronized CompletableFuture<Overview> ask() {
        var pending = asked;
        if (pending == null || pending.isDone()) {
            pending = CompletableFuture.supplyAsync(overview, thread);
            asked = pending;
        }
        return pending;
    }

    /** Asks no more. Idempotent. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
