package dev.taskmaster.master.bench;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A few tasks that only the handler {@code bench} does right: it takes the time that they ask for and answers with their
 * payload. For the collector's thread.
 */
final class Probe implements JobRun.Listener {

    private static final String TIME = "20ms";
    private static final String PAYLOAD = "sleep " + TIME;

    private final long tasks;
    private @Nullable String problem;

    Probe(long tasks) {
        this.tasks = tasks;
    }

    TaskInput input() {
        return new TaskInput.Arguments(Collections.nCopies(Math.toIntExact(tasks), PAYLOAD));
    }

    /** What a worker did wrong, or {@code null}. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public void begins(JobPlan plan, long submitted, long ended) {
        // A job of a bench is not gone on with.
    }

    @Override
    public void ran(Reply reply) {
        long least = Durations.parse(TIME).toNanos() / 1_000 * reply.count();
        if (problem == null && reply.runMicros() < least) {
            problem = "worker " + reply.worker() + " took " + reply.runMicros() + " us for \"" + PAYLOAD + "\"";
        }
    }

    @Override
    public void result(Result result) {
        if (result.outcome() instanceof Outcome.Failed failed) {
            problem = "to \"" + PAYLOAD + "\" it says: " + failed.message();
        } else if (problem == null
                && result.outcome() instanceof Outcome.Ok ok
                && !ok.text().equals(PAYLOAD)) {
            problem = "to \"" + PAYLOAD + "\" it answers \"" + ok.text() + "\"";
        }
    }
}
