package dev.taskmaster.master.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

    private static final JobPlan PLAN = new JobPlan(new JobName("j"), QueueName.DEFAULT, 2, null, 4);

    private final List<String> heard = new ArrayList<>();
    private final Scoreboard board = new Scoreboard(PLAN.job(), new Hearing());
    private Instant now = Instant.EPOCH;
    private final Sampler sampler = new Sampler(board, () -> now);

    @Test
    void a_new_job_has_nothing_and_no_end_in_sight() {
        var progress = sampler.now();
        assertThat(progress.job()).isEqualTo(PLAN.job());
        assertThat(progress.done()).isZero();
        assertThat(progress.running()).isZero();
        assertThat(progress.left()).isNull();
        assertThat(progress.total()).isNull();
        assertThat(progress.toEnd()).isNull();
        assertThat(progress.slots()).isZero();
    }

    @Test
    void what_is_submitted_and_not_answered_is_running() {
        board.committed(50, false);
        board.committed(new Tally(20, 1, 2, 3));
        var progress = sampler.now();
        assertThat(progress.ok()).isEqualTo(20);
        assertThat(progress.failed()).isEqualTo(6);
        assertThat(progress.running()).isEqualTo(24);
        assertThat(progress.left()).isNull();
    }

    @Test
    void what_is_left_is_known_when_all_is_submitted() {
        board.committed(50, true);
        board.committed(new Tally(20, 0, 0, 0));
        assertThat(sampler.now().left()).isEqualTo(30);
        assertThat(sampler.now().total()).isEqualTo(50);
    }

    @Test
    void what_is_left_is_known_before_when_the_length_of_the_input_is() {
        board.length(1_000);
        board.committed(50, false);
        board.committed(new Tally(20, 0, 0, 0));
        assertThat(sampler.now().left()).isEqualTo(980);
    }

    @Test
    void an_input_that_grew_meanwhile_is_as_long_as_what_was_submitted_of_it() {
        board.length(40);
        board.committed(50, false);
        assertThat(sampler.now().left()).isEqualTo(50);
    }

    @Test
    void a_result_that_is_committed_before_its_submission_is_submitted() {
        board.committed(new Tally(20, 0, 0, 0));
        var progress = sampler.now();
        assertThat(progress.submitted()).isEqualTo(20);
        assertThat(progress.running()).isZero();
    }

    @Test
    void rate_and_end_come_from_this_run_alone() {
        board.length(1_500);
        board.stood(new Tally(1_000, 0, 0, 0));
        board.begins(PLAN, 1_200, 1_000);
        now = now.plusSeconds(4);
        board.committed(new Tally(1_100, 0, 0, 0));
        var progress = sampler.now();
        assertThat(progress.submitted()).isEqualTo(1_200);
        assertThat(progress.perSecond()).isEqualTo(25);
        assertThat(progress.toEnd()).hasSeconds(16);
        assertThat(progress.elapsed()).hasSeconds(4);
    }

    @Test
    void what_is_heard_is_passed_on() {
        board.stood(Tally.NONE);
        board.begins(PLAN, 1, 2);
        board.slots(3);
        board.committed(4, true);
        board.committed(new Tally(5, 0, 0, 0));
        assertThat(heard)
                .containsExactly(
                        "stood 0 ok, 0 failed",
                        "begins 1 2",
                        "slots 3",
                        "submitted 4 true",
                        "collected 5 ok, 0 failed");
    }

    private final class Hearing implements JobRun.Listener {

        @Override
        public void stood(Tally tally) {
            heard.add("stood " + tally);
        }

        @Override
        public void begins(JobPlan plan, long submitted, long ended) {
            heard.add("begins " + submitted + " " + ended);
        }

        @Override
        public void slots(int count) {
            heard.add("slots " + count);
        }

        @Override
        public void committed(long submitted, boolean complete) {
            heard.add("submitted " + submitted + " " + complete);
        }

        @Override
        public void committed(Tally tally) {
            heard.add("collected " + tally);
        }
    }
}
