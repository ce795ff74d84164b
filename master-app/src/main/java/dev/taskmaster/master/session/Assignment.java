package dev.taskmaster.master.session;

import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.run.Patience;
import dev.taskmaster.master.sink.ProgramOutput;
import dev.taskmaster.master.source.TaskInput;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program wants done as one job.
 *
 * @param plan the job
 * @param chunk tasks in a message, or 0 to let that follow the handler's time
 * @param restart whether a finished job begins anew
 * @param waitingFile where results wait for their turn when the order of the tasks is kept, or {@code null} when it is not
 */
public record Assignment(
        JobPlan plan, int chunk, boolean restart, @Nullable Path waitingFile) {

    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    /** The log tells where the job stands; how to go on with it is the program's to know. */
    private static final JobRun.Listener TOLD = new JobRun.Listener() {
        @Override
        public void begins(JobPlan plan, long submitted, long ended) {
            log.info(
                    "job {} on queue {}: {} tasks are submitted, {} have their result",
                    plan.job(),
                    plan.queue(),
                    submitted,
                    ended);
        }
    };

    Assignment withWaitingFile(Path newWaitingFile) {
        return new Assignment(plan, chunk, restart, newWaitingFile);
    }

    /** The order for a run whose input is that stream. */
    Work.Order order(Session session, Stream<String> payloads, ResultConsumer consumer) {
        return new Work.Order(
                any -> null,
                toldToStop -> run(session, payloads, consumer, toldToStop),
                TOLD,
                false,
                () -> {},
                failure -> payloads.close());
    }

    private JobRun run(Session session, Stream<String> payloads, ResultConsumer consumer, BooleanSupplier toldToStop) {
        return new JobRun(
                plan,
                new TaskInput.Made(() -> StreamSource.reading(payloads)),
                new ProgramOutput(consumer, waitingFile),
                chunk,
                restart,
                new Patience(null, session.workerCommand(), toldToStop));
    }
}
