package dev.taskmaster.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.Reason;
import org.junit.jupiter.api.Test;

class TaskCountsTest {

    private final TaskCounts counts = new TaskCounts();

    @Test
    void tasks_that_were_sent_before_are_not_submitted_once_more() {
        var queue = counts.queue("tasks");
        queue.sent(10, 0, 1);
        queue.sent(3, 3, 1);
        queue.sent(1, 1, 2);
        assertThat(queue.submitted()).isEqualTo(10);
        assertThat(queue.retried()).isEqualTo(1);
    }

    @Test
    void an_answer_is_taken_apart_by_what_became_of_its_tasks() {
        counts.answered(10, 2, 3, 50_000);
        assertThat(counts.ok()).isEqualTo(5);
        assertThat(counts.failed()).isEqualTo(2);
        assertThat(counts.again()).isEqualTo(3);
    }

    @Test
    void reasons_are_told_apart() {
        counts.failedForGood(Reason.TIMEOUT);
        assertThat(counts.failedForGoodBy(Reason.TIMEOUT)).isEqualTo(1);
        assertThat(counts.failedForGoodBy(Reason.CRASH)).isZero();
    }

    @Test
    void any_number_of_queues_has_a_bounded_number_of_series() {
        for (int i = 0; i < 3 * TaskCounts.MOST_QUEUES; i++) {
            counts.queue("tasks.q" + i).sent(1, 0, 1);
        }
        assertThat(counts.queues()).hasSize(TaskCounts.MOST_QUEUES + 1);
        assertThat(counts.queue(TaskCounts.OTHER_QUEUES).submitted()).isEqualTo(2L * TaskCounts.MOST_QUEUES);
        assertThat(counts.queue("tasks.q0").submitted()).isEqualTo(1);
    }
}
