package dev.taskmaster.worker.handler;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import java.util.concurrent.locks.LockSupport;

/** Takes as long as the payload says, such as {@code 50ms}, and answers with it: stands for real work in tests. */
final class Sleep implements TaskHandler {

    /** Below this the system's timer is too coarse to wake a thread in time. */
    private static final long SPIN_NANOS = 60_000;

    @Override
    public String run(Task task) throws InterruptedException {
        long deadline = System.nanoTime() + Durations.parse(task.payload()).toNanos();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in its sleep");
            }
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(this, left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
        return task.payload();
    }

    @Override
    public String toString() {
        return "sleep";
    }
}
