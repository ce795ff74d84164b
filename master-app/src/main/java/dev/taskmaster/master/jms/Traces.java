package dev.taskmaster.master.jms;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.message.Addresses;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** All that the broker holds of a job. For one thread. */
record Traces(Session session) {

    /**
     * Removes it: the waiting tasks, the results, the dead letters and the checkpoints of a job that nobody runs. What a
     * worker has in hand is not waited for.
     *
     * @return whether there was a queue of results
     */
    boolean remove(JobPlan plan) throws JMSException {
        var queues = new JobQueues(session);
        var tasks = Addresses.ofTasks(plan.queue());
        var ofJob = DeadLetters.ofJob(plan.job());
        try (var management = Management.open(session)) {
            if (queues.exists(tasks)) {
                management.removeMessages(tasks, ofJob);
            }
            management.removeMessages(Addresses.DEAD_LETTERS, ofJob);
            management.removeMessages(Addresses.JOBS, Checkpoints.ofJob(plan.job()));
        }
        return queues.delete(plan.job());
    }
}
