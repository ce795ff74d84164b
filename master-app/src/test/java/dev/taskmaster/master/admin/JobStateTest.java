package dev.taskmaster.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import org.junit.jupiter.api.Test;

class JobStateTest {

    private static final JobName JOB = new JobName("monday");
    private static final JobPlan PLAN = new JobPlan(JOB, new QueueName("copies"), 2, null, 4);

    private static SubmitCheckpoint submitted(long count, boolean complete) {
        return new SubmitCheckpoint(PLAN, count, "", complete);
    }

    private static CollectCheckpoint collected(Tally tally, boolean finished) {
        return new CollectCheckpoint(JOB, "", tally, OutputMark.start("-"), finished);
    }

    @Test
    void a_job_whose_input_goes_on_is_being_submitted() {
        var state = JobState.of(JOB, submitted(10, false), collected(new Tally(3, 0, 1, 0), false));
        assertThat(state.phase()).isEqualTo(JobState.Phase.SUBMITTING);
        assertThat(state.complete()).isFalse();
        assertThat(state.out()).isEqualTo(6);
        assertThat(state.queue()).isEqualTo(PLAN.queue());
    }

    @Test
    void a_job_that_misses_results_runs() {
        var state = JobState.of(JOB, submitted(10, true), null);
        assertThat(state.phase()).isEqualTo(JobState.Phase.RUNNING);
        assertThat(state.complete()).isTrue();
        assertThat(state.out()).isEqualTo(10);
    }

    @Test
    void a_job_with_all_results_is_finished() {
        var state = JobState.of(JOB, submitted(10, true), collected(new Tally(7, 1, 1, 1), true));
        assertThat(state.phase()).isEqualTo(JobState.Phase.FINISHED);
        assertThat(state.out()).isZero();
    }

    @Test
    void a_job_of_which_nothing_is_submitted_has_no_queue_yet() {
        var state = JobState.of(JOB, null, collected(Tally.NONE, false));
        assertThat(state.queue()).isNull();
        assertThat(state.phase()).isEqualTo(JobState.Phase.SUBMITTING);
    }

    @Test
    void results_that_came_between_the_two_looks_do_not_count_below_zero() {
        assertThat(JobState.of(JOB, submitted(5, false), collected(new Tally(6, 0, 0, 0), false))
                        .out())
                .isZero();
    }
}
