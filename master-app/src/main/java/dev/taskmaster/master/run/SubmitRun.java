package dev.taskmaster.master.run;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.log.LogFields;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.master.submit.SubmitListener;
import dev.taskmaster.master.submit.Submitter;
import java.util.function.BooleanSupplier;

/**
 * Submits a job and leaves its results in the broker for whoever collects them. Run again after a crash, it goes on where
 * the checkpoint stands.
 *
 * @param plan the job
 * @param input where its tasks come from
 * @param fixedChunk tasks in a message, or 0 for one: nobody is there to learn what the handler's time is
 * @param restart whether a finished job begins anew
 * @param toldToStop whether somebody wants it to stop and to be gone on with later; asked some times a second
 */
public record SubmitRun(JobPlan plan, TaskInput input, int fixedChunk, boolean restart, BooleanSupplier toldToStop) {

    /**
     * Submits the input to its end.
     *
     * @return the number of tasks of the job
     * @throws JobConflictException if another master submits it, it is finished, or its input is not what it was
     * @throws InterruptedException if told to stop; the job can be gone on with later
     */
    public long on(JobBroker broker, SubmitListener listener) throws InterruptedException {
        var fields = LogFields.of(LogFields.JOB, plan.job()).and(LogFields.QUEUE, plan.queue());
        try {
            Standing.check(broker, plan, restart);
            try (var outbox = broker.outbox(plan)) {
                var standing = Standing.read(broker, plan, restart);
                try (var source = input.open()) {
                    var submitter =
                            new Submitter(source, standing.submitted(), outbox, Pace.unlimited(fixedChunk), listener);
                    try (var submission = SubmitThread.start(submitter)) {
                        submission.await(toldToStop);
                        return submission.submitted();
                    }
                }
            }
        } finally {
            fields.close();
        }
    }
}
