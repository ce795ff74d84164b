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
        var broker = session.connect();
        try {
            var done = finished(broker, payloads);
            if (done != null) {
                broker.close();
                return done;
            }
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
        return Work.start(name(), session.open(), broker, assignment.order(session, payloads, consumer))
                .await();
    }

    /** Its results as a stream, which runs it while it is read. */
    public Stream<Result> stream(Stream<String> payloads) {
        return new ResultStream(session, true, payloads, (broker, handoff) -> {
                    if (finished(broker, payloads) != null) {
                        broker.close();
                        return null;
                    }
                    var order = assignment.order(session, payloads, handoff);
                    return Work.start(name(), session.open(), broker, order.to(handoff));
                })
                .stream();
    }

    private String name() {
        return "job-" + assignment.plan().job();
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
