package dev.taskmaster.worker.handler;

import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;

/** Answers with the payload itself: for tests and for measuring what is not the handler. */
final class Echo implements TaskHandler {

    @Override
    public String run(Task task) {
        return task.payload();
    }

    @Override
    public String toString() {
        return "echo";
    }
}
