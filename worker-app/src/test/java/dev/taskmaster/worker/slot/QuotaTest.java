package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaTest {

    @Test
    void it_gives_as_many_permits_as_tasks() {
        var quota = new Quota(2L);
        assertThat(quota.take()).isTrue();
        assertThat(quota.take()).isTrue();
        assertThat(quota.take()).isFalse();
        assertThat(quota.take()).isFalse();
    }

    @Test
    void it_is_spent_when_the_last_permit_was_used_and_not_when_it_was_taken() {
        var quota = new Quota(2L);
        quota.take();
        quota.take();
        assertThat(quota.use()).isFalse();
        assertThat(quota.use()).isTrue();
    }

    @Test
    void without_a_number_it_has_no_end() {
        var quota = new Quota(null);
        assertThat(quota.take()).isTrue();
        assertThat(quota.use()).isFalse();
    }
}
