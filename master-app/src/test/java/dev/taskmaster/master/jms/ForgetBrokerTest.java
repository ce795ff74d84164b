package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that is to leave no trace, beside one that stays. */
class ForgetBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private static final QueueName QUEUE = new QueueName("short-lived");

    private final JobBroker jobs = JobBroker.connect(broker.connection(Role.MASTER));

    @AfterEach
    void disconnect() {
        jobs.close();
    }

    private static JobPlan plan(String job) {
        return new JobPlan(new JobName(job), QUEUE, 0, null, JobPlan.DEFAULT_PRIORITY);
    }

    /** One task waits in the queue, one is a dead letter, and both checkpoints are there. */
    private void begin(JobPlan plan) {
        try (var outbox = jobs.outbox(plan);
                var inbox = jobs.inbox(plan)) {
            outbox.send(new Chunk(plan.job(), 0, List.of("payload"), 1, null));
            outbox.commit(SubmitCheckpoint.start(plan));
            inbox.deadLetter(new Result(1, new Outcome.Failed(Reason.ERROR, "no", "payload"), 1));
            inbox.commit(CollectCheckpoint.start(plan.job(), OutputMark.STANDARD_OUTPUT));
        }
    }

    @Test
    void a_forgotten_job_leaves_nothing_and_other_jobs_stay() {
        var gone = plan("gone");
        var stays = plan("stays");
        assertThat(jobs.makeQueue(QUEUE)).isTrue();
        assertThat(jobs.makeQueue(QUEUE)).isFalse();
        begin(gone);
        begin(stays);

        assertThat(jobs.withdraw(gone)).as("messages of others").isEqualTo(1);
        jobs.forget(gone);

        assertThat(jobs.checkpoints(gone.job())).isEqualTo(new Checkpoints(null, null));
        assertThat(jobs.checkpoints(stays.job()).submitted()).isNotNull();
        assertThat(jobs.checkpoints(stays.job()).collected()).isNotNull();

        jobs.removeUnusedQueue(QUEUE);
        assertThat(jobs.makeQueue(QUEUE)).as("removed with a task in it").isFalse();
        jobs.forget(stays);
        jobs.removeUnusedQueue(QUEUE);
        assertThat(jobs.makeQueue(QUEUE)).as("removed when it was empty").isTrue();
        jobs.removeUnusedQueue(QUEUE);
    }

    @Test
    void a_name_can_be_used_again_after_it_was_forgotten() {
        var plan = plan("again");
        jobs.makeQueue(QUEUE);
        begin(plan);
        jobs.forget(plan);
        begin(plan);
        assertThat(jobs.checkpoints(plan.job()).submitted()).isEqualTo(SubmitCheckpoint.start(plan));
        jobs.forget(plan);
        jobs.forget(plan);
        assertThat(jobs.checkpoints(plan.job())).isEqualTo(new Checkpoints(null, null));
        jobs.removeUnusedQueue(QUEUE);
    }
}
