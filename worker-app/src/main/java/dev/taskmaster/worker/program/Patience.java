package dev.taskmaster.worker.program;

import dev.taskmaster.task.Backoff;
import java.time.Duration;
import java.util.Random;

/** Keeps a program that dies at once from being started again and again without a pause. Safe for use by many threads. */
final class Patience {

    private static final Backoff PAUSE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 2, 0.3);

    private final Random random = new Random();
    private int deaths;

    /** Waits before a start, if the last ones have died without an answer. */
    synchronized void beforeStart() throws InterruptedException {
        if (deaths == 0) {
            return;
        }
        long deadline = System.nanoTime() + PAUSE.delay(deaths, random).toNanos();
        for (long left = deadline - System.nanoTime(); deaths > 0 && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    /** One has died without an answer. */
    synchronized void died() {
        deaths++;
    }

    /** One has answered. */
    synchronized void answered() {
        if (deaths > 0) {
            deaths = 0;
            notifyAll();
        }
    }
}
