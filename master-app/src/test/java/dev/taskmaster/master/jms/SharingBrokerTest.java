package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Masters with a connection each. */
class SharingBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private final JobBroker jobs = JobBroker.connect(broker.connection(Role.MASTER));

    @AfterEach
    void disconnect() {
        jobs.close();
    }

    private static JobPlan plan(String job, String queue, int priority) {
        return new JobPlan(new JobName(job), new QueueName(queue), 2, null, priority);
    }

    @Test
    void jobs_of_one_queue_and_priority_share_and_those_that_leave_do_not() {
        try (var one = jobs.sharing(plan("one", "shared", 4));
                var other = jobs.sharing(plan("other", "shared", 4))) {
            assertThat(one.jobs(true)).isEqualTo(1);
            assertThat(other.jobs(true)).isEqualTo(2);
            assertThat(one.jobs(true)).isEqualTo(2);
            assertThat(other.jobs(false)).as("with itself beside the other").isEqualTo(2);
            assertThat(one.jobs(true)).isEqualTo(1);
            assertThat(other.jobs(true)).isEqualTo(2);
        }
    }

    @Test
    void another_queue_or_priority_does_not_count() {
        try (var one = jobs.sharing(plan("one", "apart", 4));
                var urgent = jobs.sharing(plan("urgent", "apart", 7));
                var elsewhere = jobs.sharing(plan("elsewhere", "apart-too", 4))) {
            assertThat(one.jobs(true)).isEqualTo(1);
            assertThat(urgent.jobs(true)).isEqualTo(1);
            assertThat(elsewhere.jobs(true)).isEqualTo(1);
        }
    }

    @Test
    void a_master_that_dies_leaves_its_share() {
        try (var one = jobs.sharing(plan("one", "mortal", 4))) {
            var gone = JobBroker.connect(broker.connection(Role.MASTER));
            assertThat(gone.sharing(plan("gone", "mortal", 4)).jobs(true)).isEqualTo(1);
            assertThat(one.jobs(true)).isEqualTo(2);
            gone.close();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> one.jobs(true) == 1);
        }
    }
}
