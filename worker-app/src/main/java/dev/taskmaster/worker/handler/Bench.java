package dev.taskmaster.worker.handler;

import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;

/**
 * Serves all of {@code master bench}: a payload such as {@code sleep 0.1ms} takes that time, any other none, and each is
 * its own answer. So one kind of worker stands for tasks of every length.
 */
final class Bench implements TaskHandler {

    private static final String SLEEP = "sleep ";

    @Override
    public String run(Task task) throws InterruptedException {
        var payload = task.payload();
        if (payload.startsWith(SLEEP)) {
            Sleep.take(payload.substring(SLEEP.length()));
        }
        return payload;
    }

    @Override
    public String toString() {
        return "bench";
    }
}
