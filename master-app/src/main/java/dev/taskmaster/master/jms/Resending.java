package dev.taskmaster.master.jms;

import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Retry;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Outcome;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;

/**
 * Sends a job's failed tasks into its queue again, as they were sent at first. Some of them share a transaction with the
 * checkpoint that counts them; the dead letters are removed when all are sent. For whoever holds the job's results, so that
 * no task fails meanwhile and the dead letters stay in their order.
 */
record Resending(Session session, JobPlan plan) {

    /** A transaction ends after this many messages or characters: more gain nothing and cost memory. */
    private static final int MOST_MESSAGES = 500;

    private static final long MOST_CHARACTERS = 2L * 1024 * 1024;

    /** Goes on where the checkpoint stands, and answers with where it stands then. */
    CollectCheckpoint run(CollectCheckpoint start) throws JMSException {
        var checkpoint = start;
        try (var tasks = session.createProducer(session.createQueue(Addresses.ofTasks(plan.queue())));
                var jobs = session.createProducer(session.createQueue(Addresses.JOBS))) {
            tasks.setPriority(plan.priority());
            if (checkpoint.retry().phase() == Retry.Phase.SENDING) {
                checkpoint = send(checkpoint, tasks, jobs);
            }
            new DeadLetters(session).remove(plan.job(), checkpoint.retry().reasons());
            checkpoint = checkpoint.with(checkpoint.retry().in(Retry.Phase.COLLECTING));
            commit(checkpoint, jobs);
        }
        return checkpoint;
    }

    private CollectCheckpoint send(CollectCheckpoint start, MessageProducer tasks, MessageProducer jobs)
            throws JMSException {
        var open = new Open(start);
        new DeadLetters(session)
                .read(plan.job(), start.retry().reasons(), start.retry().sent(), failed -> {
                    open.characters += send(failed, tasks);
                    open.messages++;
                    if (open.messages >= MOST_MESSAGES || open.characters >= MOST_CHARACTERS) {
                        open.committed(open.checkpoint.retry().plusSent(open.messages), jobs);
                    }
                });
        // A browser takes a lost connection for the end of the queue; this does not.
        open.committed(open.checkpoint.retry().plusSent(open.messages).in(Retry.Phase.REMOVING), jobs);
        return open.checkpoint;
    }

    private long send(Result failed, MessageProducer tasks) throws JMSException {
        if (!(failed.outcome() instanceof Outcome.Failed outcome)) {
            throw new IllegalArgumentException("only a failed task is sent again");
        }
        var chunk = new Chunk(plan.job(), failed.index(), List.of(outcome.task()), 1, plan.taskTimeout());
        var message = TaskMessages.write(session, chunk);
        message.setJMSReplyTo(session.createQueue(Addresses.ofResults(plan.job())));
        tasks.send(message);
        return outcome.task().length();
    }

    private void commit(CollectCheckpoint checkpoint, MessageProducer jobs) throws JMSException {
        jobs.send(Checkpoints.write(session, Checkpoints.collectKey(plan.job()), CheckpointBody.encode(checkpoint)));
        session.commit();
    }

    /** The transaction in hand. */
    private final class Open {

        private CollectCheckpoint checkpoint;
        private int messages;
        private long characters;

        Open(CollectCheckpoint checkpoint) {
            this.checkpoint = checkpoint;
        }

        void committed(Retry retry, MessageProducer jobs) throws JMSException {
            checkpoint = checkpoint.with(retry);
            commit(checkpoint, jobs);
            messages = 0;
            characters = 0;
        }
    }
}
