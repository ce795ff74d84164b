package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a message of the task queue asks for. */
public sealed interface Content {

    /** Tasks to run. */
    sealed interface Work extends Content {

        /** The number of tasks, at least 1. */
        int size();

        /** The task at a place, counted from 0. */
        Task task(int place);

        /** How long the handler may take for each, or {@code null} for no limit. */
        @Nullable
        Duration timeLimit();

        /** What it is, for people. */
        String title();
    }

    /**
     * Tasks of a job.
     *
     * @param chunk the tasks
     */
    record OfJob(Chunk chunk) implements Work {
        @Override
        public int size() {
            return chunk.count();
        }

        @Override
        public Task task(int place) {
            return chunk.task(place);
        }

        @Override
        public @Nullable Duration timeLimit() {
            return chunk.timeLimit();
        }

        @Override
        public String title() {
            long last = chunk.first() + chunk.count() - 1;
            return (last == chunk.first() ? "task " + last : "tasks " + chunk.first() + " to " + last) + " of job "
                    + chunk.job();
        }
    }

    /**
     * One task that some other program sent, with the broker's own rules for failures.
     *
     * @param payload the text to work on
     * @param id the message's id, for people
     */
    record Raw(String payload, String id) implements Work {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public Task task(int place) {
            return new Task(null, 0, 1, payload);
        }

        @Override
        public @Nullable Duration timeLimit() {
            return null;
        }

        @Override
        public String title() {
            return "raw task " + id;
        }
    }

    /**
     * A message that breaks the contract.
     *
     * @param problem which rule it breaks
     */
    record Malformed(String problem) implements Content {}
}
