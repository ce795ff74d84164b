package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import dev.taskmaster.task.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static final Duration LIMIT = Duration.ofMillis(50);

    @Test
    void an_answer_in_time_is_the_result() {
        assertThat(Outcomes.answered("r", Guard.Cause.NONE, "p", LIMIT)).isEqualTo(new Outcome.Ok("r"));
    }

    @Test
    void an_answer_after_the_limit_is_late() {
        assertThat(Outcomes.answered("r", Guard.Cause.TIMEOUT, "p", LIMIT))
                .isEqualTo(new Outcome.Failed(Reason.TIMEOUT, "took longer than 50ms", "p"));
    }

    @Test
    void an_answer_in_spite_of_an_abort_counts() {
        assertThat(Outcomes.answered("r", Guard.Cause.ABORT, "p", LIMIT)).isEqualTo(new Outcome.Ok("r"));
    }

    @Test
    void no_answer_at_all_is_a_failure() {
        assertThat(Outcomes.answered(null, Guard.Cause.NONE, "p", null))
                .isEqualTo(new Outcome.Failed(Reason.ERROR, "the handler returned null", "p"));
    }

    @Test
    void a_result_that_is_too_long_for_a_message_fails_its_task() {
        var longest = "x".repeat(Task.LONGEST_TEXT);
        assertThat(Outcomes.answered(longest, Guard.Cause.NONE, "p", null)).isEqualTo(new Outcome.Ok(longest));
        assertThat(Outcomes.answered(longest + "y", Guard.Cause.NONE, "p", null))
                .isEqualTo(new Outcome.Failed(
                        Reason.ERROR,
                        "the result has 33554433 characters, more than 33554432:"
                                + " write it into a file and return the file's name",
                        "p"));
    }

    @Test
    void what_is_thrown_after_an_abort_is_the_aborts_doing() {
        assertThat(Outcomes.threw(new InterruptedException(), Guard.Cause.ABORT, "p", null))
                .isEqualTo(new Outcome.Again("p"));
    }

    @Test
    void what_is_thrown_without_a_message_is_named_by_its_class() {
        assertThat(Outcomes.threw(new IllegalStateException(" "), Guard.Cause.NONE, "p", null))
                .isEqualTo(new Outcome.Failed(Reason.ERROR, "IllegalStateException", "p"));
    }

    @Test
    void what_is_thrown_with_a_long_message_is_cut() {
        var longest = "x".repeat(Outcomes.LONGEST_MESSAGE);
        assertThat(messageOf(longest)).isEqualTo(longest);
        assertThat(messageOf(longest + "y")).hasSize(Outcomes.LONGEST_MESSAGE).endsWith("x...");
    }

    @Test
    void a_message_is_not_cut_within_a_character() {
        assertThat(messageOf("x".repeat(Outcomes.LONGEST_MESSAGE - 4) + "\uD83D\uDE00".repeat(4)))
                .isEqualTo("x".repeat(Outcomes.LONGEST_MESSAGE - 4) + "...");
    }

    private static String messageOf(String said) {
        var outcome = Outcomes.threw(new IllegalStateException(said), Guard.Cause.NONE, "p", null);
        return ((Outcome.Failed) outcome).message();
    }

    @Test
    void only_what_leaves_the_process_whole_fails_a_task() {
        assertThat(Outcomes.failsTask(new Exception())).isTrue();
        assertThat(Outcomes.failsTask(new StackOverflowError())).isTrue();
        assertThat(Outcomes.failsTask(new NoClassDefFoundError())).isTrue();
        assertThat(Outcomes.failsTask(new OutOfMemoryError())).isFalse();
        assertThat(Outcomes.failsTask(new InternalError())).isFalse();
    }
}
