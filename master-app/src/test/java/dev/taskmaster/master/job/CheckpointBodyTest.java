package dev.taskmaster.master.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
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
