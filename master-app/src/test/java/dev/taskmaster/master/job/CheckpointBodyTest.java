package dev.taskmaster.master.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointBodyTest {

    private static final JobName JOB = new JobName("nightly");

    @Test
    void a_submit_checkpoint_survives_the_way_through_text() {
        var plan = new JobPlan(JOB, new QueueName("gpu"), 5, Duration.ofMillis(1500), 9);
        var checkpoint = new SubmitCheckpoint(plan, 123_456_789_012L, new Fingerprint().text(), true);
        assertThat(CheckpointBody.submit(CheckpointBody.encode(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void a_plan_without_time_limit_stays_without() {
        var checkpoint = SubmitCheckpoint.start(new JobPlan(JOB, QueueName.DEFAULT, 0, null, 4));
        assertThat(CheckpointBody.submit(CheckpointBody.encode(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void a_collect_checkpoint_survives_the_way_through_text() {
        var checkpoint = new CollectCheckpoint(
                JOB,
                "0-99,105",
                new Tally(90, 7, 3, 1),
                new OutputMark("/tmp/ä \"b\".txt", "text", 7_000_000_000L, 101, 12),
                false);
        assertThat(CheckpointBody.collect(CheckpointBody.encode(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void a_retry_survives_the_way_through_text() {
        var retry = new Retry(Retry.Phase.REMOVING, Set.of(Reason.ERROR, Reason.CRASH), 17);
        var checkpoint = CollectCheckpoint.start(JOB, "-").with(retry);
        assertThat(CheckpointBody.collect(CheckpointBody.encode(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void a_job_without_its_failed_tasks_is_not_finished_and_has_no_result_of_them() {
        var mark = new OutputMark("/out", "text", 50, 8, 20);
        var finished = new CollectCheckpoint(JOB, "0-9", new Tally(7, 1, 2, 0), OutputMark.start("/out"), true);
        var failed = IndexSet.parse("3,7");
        assertThat(finished.without(failed, new Tally(0, 0, 2, 0), mark, Set.of(Reason.TIMEOUT)))
                .isEqualTo(new CollectCheckpoint(
                        JOB,
                        "0-2,4-6,8-9",
                        new Tally(7, 1, 0, 0),
                        mark,
                        false,
                        new Retry(Retry.Phase.SENDING, Set.of(Reason.TIMEOUT), 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> finished.without(IndexSet.parse("10"), Tally.NONE, mark, Set.of()))
                .withMessageContaining("task 10 of job nightly has no result");
    }

    @Test
    void fields_of_a_newer_version_are_passed_over() {
        var text = CheckpointBody.encode(CollectCheckpoint.start(JOB, "-"));
        var newer = text.substring(0, text.length() - 1) + ",\"new\":{\"deep\":[1,2]},\"other\":null,\"rate\":1.5}";
        assertThat(CheckpointBody.collect(newer)).isEqualTo(CollectCheckpoint.start(JOB, "-"));
    }

    @Test
    void text_that_is_no_checkpoint_is_refused() {
        for (var text : new String[] {"", "[]", "{}", "{\"job\":1}", "{\"job\":"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> CheckpointBody.collect(text));
            assertThatIllegalArgumentException().isThrownBy(() -> CheckpointBody.submit(text));
        }
    }
}
