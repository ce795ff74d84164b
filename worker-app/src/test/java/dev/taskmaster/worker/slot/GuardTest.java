package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuardTest {

    private static final long GRACE = 100;

    private final Guard guard = new Guard(Thread.currentThread());

    @AfterEach
    void no_interrupt_leaves_the_guard() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Nested
    class A_run_within_its_time {

        @Test
        void is_not_interrupted() {
            guard.begin(10);
            guard.interruptIfOverdue(9);
            assertThat(guard.nextLook(9, GRACE)).isEqualTo(1);
            assertThat(guard.finish()).isEqualTo(Guard.Cause.NONE);
        }

        @Test
        void takes_an_interrupt_of_the_handlers_own_with_it() {
            guard.begin(10);
            Thread.currentThread().interrupt();
            assertThat(guard.finish()).isEqualTo(Guard.Cause.NONE);
        }

        @Test
        void is_within_it_across_the_clocks_overflow() {
            guard.begin(Long.MIN_VALUE + 5);
            guard.interruptIfOverdue(Long.MAX_VALUE);
            assertThat(guard.finish()).isEqualTo(Guard.Cause.NONE);
        }
    }

    @Nested
    class A_run_past_its_time {

        @Test
        void is_interrupted_and_says_why() {
            guard.begin(10);
            guard.interruptIfOverdue(10);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(guard.finish()).isEqualTo(Guard.Cause.TIMEOUT);
        }

        @Test
        void is_not_disowned_within_the_grace() {
            guard.begin(10);
            guard.interruptIfOverdue(10);
            assertThat(guard.disown(10 + GRACE - 1, GRACE)).isEqualTo(Guard.Cause.NONE);
            assertThat(guard.nextLook(11, GRACE)).isEqualTo(GRACE - 1);
            assertThat(guard.finish()).isEqualTo(Guard.Cause.TIMEOUT);
        }

        @Test
        void is_disowned_after_the_grace_and_its_thread_finds_out() {
            guard.begin(10);
            guard.interruptIfOverdue(10);
            assertThat(guard.disown(10 + GRACE, GRACE)).isEqualTo(Guard.Cause.TIMEOUT);
            assertThat(guard.disown(11 + GRACE, GRACE)).isEqualTo(Guard.Cause.NONE);
            assertThatThrownBy(guard::finish).isInstanceOf(Guard.Disowned.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Between_runs {

        @Test
        void nothing_is_interrupted() {
            guard.begin(10);
            guard.finish();
            guard.interruptIfOverdue(1_000);
            guard.abort(1_000);
            assertThat(guard.disown(2_000, GRACE)).isEqualTo(Guard.Cause.NONE);
            assertThat(guard.nextLook(2_000, GRACE)).isEqualTo(Guard.NO_LIMIT);
        }

        @Test
        void the_cause_of_one_is_not_that_of_the_next() {
            guard.begin(10);
            guard.abort(5);
            assertThat(guard.finish()).isEqualTo(Guard.Cause.ABORT);
            guard.begin(10);
            assertThat(guard.finish()).isEqualTo(Guard.Cause.NONE);
        }
    }

    @Test
    void an_interrupt_never_leaves_a_run_however_the_threads_meet() throws InterruptedException {
        var over = new AtomicBoolean();
        var watch = new Thread(() -> {
            for (boolean abort = false; !over.get(); abort = !abort) {
                if (abort) {
                    guard.abort(0);
                } else {
                    guard.interruptIfOverdue(0);
                }
            }
        });
        watch.start();
        int interrupted = 0;
        for (int run = 0; interrupted < 1_000; run++) {
            guard.begin(run % 2);
            if (guard.finish() != Guard.Cause.NONE) {
                interrupted++;
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        over.set(true);
        watch.join();
    }
}
