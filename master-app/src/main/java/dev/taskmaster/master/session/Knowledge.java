package dev.taskmaster.master.session;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.JobPlan;

/**
 * Tells a person who has waited in vain what is known of a task: here, and at the broker, which is asked for it. Safe for use
 * by many threads.
 *
 * @param broker what to ask
 * @param plan the job of the task
 */
record Knowledge(JobBroker broker, JobPlan plan) {

    /**
     * What is known, as the end of a sentence.
     *
     * @param unsent tasks that wait in this program
     */
    String of(TaskState task, int unsent) {
        var where = task.isSent()
                ? "task " + task.index() + " is in queue " + plan.queue() + " or in a worker's hand, "
                        + task.attempt(plan.retries())
                : "the task is one of " + unsent + " that wait in this program for room in queue " + plan.queue();
        return where + "; " + workers();
    }

    private String workers() {
        try (var count = broker.slotCount(plan.queue())) {
            int slots = count.getAsInt();
            long messages = broker.messages(plan.queue());
            return (slots == 0
                            ? "no worker is connected to the queue"
                            : slots == 1
                                    ? "1 worker slot is connected to the queue"
                                    : slots + " worker slots are connected to the queue")
                    + ", which has " + messages + (messages == 1 ? " message" : " messages");
        } catch (TaskmasterException e) {
            return "the broker does not say more: " + e.getMessage();
        }
    }
}
