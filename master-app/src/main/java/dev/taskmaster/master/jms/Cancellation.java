package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQQueueMaxConsumerLimitReached;

/**
 * Ends a job and removes all that the broker holds of it. While a cancellation goes on, whoever cancels is the consumer of a
 * queue of its own, which the broker ends with him; a master that runs the job looks for him and ends. For one thread.
 */
record Cancellation(Session session, JobName job) {

    /** A master that collects looks each half second; one that is busy with its disk may take longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Whether somebody is cancelling a job. */
    static boolean goesOn(JobQueues queues, JobName job) throws JMSException {
        return queues.consumers(flag(job)) > 0;
    }

    private static String flag(JobName job) {
        return Addresses.ofResults(job) + ".cancelled";
    }

    /**
     * Waits for the job's masters to end, then removes it.
     *
     * @throws JobConflictException if one does not end, or somebody else cancels the job
     */
    void run(JobPlan plan) throws JMSException {
        var queues = new JobQueues(session);
        queues.ensureHeld(flag(job));
        try (var flag = session.createConsumer(session.createQueue(flag(job)))) {
            long start = System.nanoTime();
            while (isRun(queues)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new JobConflictException("job " + job + " is still run by a master after "
                            + Durations.format(PATIENCE) + ": end that one, and cancel the job again");
                }
                // Nothing ever comes there: it is the wait.
                flag.receive(LOOK.toMillis());
            }
            new Traces(session).remove(plan);
        } catch (JMSException e) {
            if (e.getCause() instanceof ActiveMQQueueMaxConsumerLimitReached) {
                throw new JobConflictException("job " + job + " is being cancelled by somebody else", e);
            }
            throw e;
        }
    }

    private boolean isRun(JobQueues queues) throws JMSException {
        return queues.consumers(Addresses.ofResults(job)) > 0 || queues.consumers(JobQueues.submitLock(job)) > 0;
    }
}
