package dev.taskmaster.master.session;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.Fingerprint;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.job.Tally;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that goes on where it was broken off, and of which nothing is done again once it is finished.
 *
 * @param session where it is run
 * @param assignment what is to be done
 */
public record NamedJob(Session session, Assignment assignment) {

    /**
     * Runs it to its end on a thread of its own, for which this one waits.
     *
     * @return how its tasks ended, those of earlier runs too
     * @throws InterruptedException if this thread was interrupted, or the master closed; it can be gone on with
     */
    public Tally run(Stream<String> payloads, ResultConsumer consumer) throws InterruptedException {
        return start(order(payloads, consumer)).await();
    }

    /** Its results as a stream, which runs it while it is read. */
    public Stream<Result> stream(Stream<String> payloads) {
        return new ResultStream(
                        true,
                        payloads,
                        handoff -> start(order(payloads, handoff).to(handoff)))
                .stream();
    }

    private Work.Order order(Stream<String> payloads, ResultConsumer consumer) {
        return assignment.order(session, payloads, consumer).unless(broker -> finished(broker, payloads));
    }

    private Work start(Work.Order order) {
        return Work.start("job-" + assignment.plan().job(), session.open(), session::connect, order);
    }

    /** How a job ended that is to be left alone, or {@code null} if there is something to do, or to refuse. */
    private @Nullable Tally finished(JobBroker broker, Stream<String> payloads) {
        var plan = assignment.plan();
        var found = broker.checkpoints(plan.job());
        var collected = found.collected();
        var submitted = found.submitted();
        if (assignment.restart()
                || collected == null
                || !collected.finished()
                || submitted == null
                || !submitted.plan().queue().equals(plan.queue())) {
            return null;
        }
        refuseOther(submitted, payloads);
        // It may have been killed before it could do this itself.
        broker.removeQueues(plan.job());
        return collected.tally();
    }

    private static void refuseOther(SubmitCheckpoint submitted, Stream<String> payloads) {
        var fingerprint = new Fingerprint();
        long count;
        try (payloads) {
            count = payloads.peek(fingerprint::add).mapToLong(payload -> 1).sum();
        }
        if (count != submitted.submitted() || !fingerprint.text().equals(submitted.fingerprint())) {
            throw new JobConflictException(
                    "job " + submitted.plan().job() + " is finished, and its " + submitted.submitted()
                            + " tasks were others: choose another name, or do it again with the new ones");
        }
    }
}
