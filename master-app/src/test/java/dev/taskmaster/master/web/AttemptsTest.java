package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Attempts attempts = new Attempts(nanos::get);

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> attempts.failed());
    }

    @Test
    void some_wrong_passwords_are_looked_at_and_then_none() {
        fail(Attempts.AT_ONCE - 1);
        assertThat(attempts.allowed()).isTrue();
        fail(1);
        assertThat(attempts.allowed()).isFalse();
    }

    @Test
    void one_more_is_looked_at_after_a_pause() {
        fail(Attempts.AT_ONCE);
        nanos.addAndGet(Attempts.PAUSE.toNanos() - 1);
        assertThat(attempts.allowed()).isFalse();
        nanos.addAndGet(1);
        assertThat(attempts.allowed()).isTrue();
        fail(1);
        assertThat(attempts.allowed()).isFalse();
    }

    @Test
    void quiet_times_are_not_saved_up() {
        nanos.addAndGet(Attempts.PAUSE.toNanos() * 1_000);
        assertThat(attempts.allowed()).isTrue();
        fail(Attempts.AT_ONCE);
        assertThat(attempts.allowed()).isFalse();
    }
}
