package dev.taskmaster.worker.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.Task;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final List<Task> TASKS = IntStream.range(0, 5_000)
            .mapToObj(i -> new Task(null, i, 1, "" + i))
            .toList();

    private final Turn turn = new Turn();

    /** How many are given at once when each takes a millisecond. */
    private int atOnce(@Nullable Duration limit) {
        turn.expect(TASKS, limit);
        int count = turn.next(TASKS.size()).size();
        for (int last = 0; last != count; count = turn.next(TASKS.size()).size()) {
            last = count;
            turn.answered(
                    Collections.nCopies(count, new byte[0]),
                    Duration.ofMillis(count).toNanos());
        }
        return count;
    }

    @Test
    void as_many_are_given_at_once_as_take_a_moment() {
        assertThat(atOnce(null)).isEqualTo(200);
        assertThat(turn.patience()).isEqualTo(Duration.ofSeconds(1));
        assertThat(atOnce(Duration.ofHours(1))).isEqualTo(200);
    }

    @Test
    void they_all_end_within_the_time_limit_of_the_first() {
        assertThat(atOnce(Duration.ofMillis(100))).isEqualTo(10);
        assertThat(turn.patience()).isEqualTo(Duration.ofMillis(50));
    }
}
