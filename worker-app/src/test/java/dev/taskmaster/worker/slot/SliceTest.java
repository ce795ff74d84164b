package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceTest {

    private final Slice slice = new Slice(Duration.ofSeconds(5));

    private static void idle(Slice slice, int waits) {
        for (int wait = 0; wait < waits; wait++) {
            slice.gaveNothing();
        }
    }

    @Test
    void who_has_long_been_idle_waits_longer_at_a_time() {
        assertThat(slice.length()).isEqualTo(Slice.SHORT);
        idle(slice, Slice.SHORT_ONES - 1);
        assertThat(slice.length()).isEqualTo(Slice.SHORT);
        idle(slice, 1);
        assertThat(slice.length()).isEqualTo(Slice.LONG);
        idle(slice, 1_000_000);
        assertThat(slice.length()).isEqualTo(Slice.LONG);
    }

    @Test
    void an_idle_worker_that_is_told_to_end_does_not_run_out_of_time() {
        assertThat(Slice.LONG).isLessThan(Watch.QUIET_GRACE);
    }

    @Test
    void a_task_makes_it_short_again() {
        idle(slice, Slice.SHORT_ONES);
        slice.gaveTask();
        idle(slice, Slice.SHORT_ONES - 1);
        assertThat(slice.length()).isEqualTo(Slice.SHORT);
    }

    @Test
    void no_wait_is_longer_than_a_queue_must_be_empty() {
        var quick = new Slice(Duration.ofMillis(20));
        assertThat(quick.length()).isEqualTo(Duration.ofMillis(20));
        idle(quick, Slice.SHORT_ONES);
        assertThat(quick.length()).isEqualTo(Duration.ofMillis(20));
    }
}
