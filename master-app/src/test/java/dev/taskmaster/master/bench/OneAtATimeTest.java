package dev.taskmaster.master.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OneAtATimeTest {

    private final OneAtATime times = new OneAtATime(2, 3);

    private void answer(long index) {
        times.result(new Result(index, new Outcome.Ok("any"), 1));
    }

    @Test
    void the_next_task_is_ready_only_after_the_result_of_the_one_before() {
        try (var source = times.input().open()) {
            for (int index = 0; index < 5; index++) {
                assertThat(source.ready()).isTrue();
                assertThat(source.next()).isEqualTo(Integer.toString(index));
                assertThat(source.ready()).isFalse();
                answer(index);
            }
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void tasks_to_warm_up_are_not_counted() {
        try (var source = times.input().open()) {
            for (int index = 0; index < 5; index++) {
                source.next();
                answer(index);
            }
        }
        assertThat(times.nanos().getTotalCount()).isEqualTo(3);
    }

    @Test
    void a_source_that_is_interrupted_ends() {
        try (var source = times.input().open()) {
            source.next();
            Thread.currentThread().interrupt();
            assertThat(source.next()).isNull();
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
