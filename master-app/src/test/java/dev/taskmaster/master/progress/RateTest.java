package dev.taskmaster.master.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final double EXACT = 1e-9;

    @Nested
    class ARate {

        @Test
        void is_none_before_anything_was_seen() {
            assertThat(Rate.UNKNOWN.perSecond()).isZero();
        }

        @Test
        void is_none_after_one_look_or_two_at_the_same_time() {
            assertThat(seen(3, 30).perSecond()).isZero();
            assertThat(seen(3, 30, 3, 60).perSecond()).isZero();
        }

        @Test
        void is_the_mean_between_the_first_look_and_the_last() {
            assertThat(seen(0, 0, 1, 100, 2, 100, 4, 800).perSecond()).isEqualTo(200, within(EXACT));
        }

        @Test
        void follows_a_change_of_speed_after_ten_seconds() {
            var rate = Rate.UNKNOWN;
            for (int second = 0; second <= 100; second++) {
                rate = rate.and(Duration.ofSeconds(second), second * 1_000L);
            }
            assertThat(rate.perSecond()).isEqualTo(1_000, within(EXACT));
            for (int second = 101; second <= 110; second++) {
                rate = rate.and(Duration.ofSeconds(second), 100_000 + (second - 100) * 10L);
            }
            assertThat(rate.perSecond()).isEqualTo(10, within(EXACT));
        }

        @Test
        void keeps_no_more_looks_than_it_needs() {
            var rate = Rate.UNKNOWN;
            for (int second = 0; second <= 1_000; second++) {
                rate = rate.and(Duration.ofSeconds(second), second);
            }
            assertThat(rate.looks()).hasSize(11);
        }

        @Test
        void goes_on_from_the_last_look_after_a_long_pause() {
            assertThat(seen(0, 0, 1, 100, 101, 1_100).perSecond()).isEqualTo(10, within(EXACT));
        }

        @Test
        void is_right_far_past_what_anybody_will_see() {
            assertThat(seen(0, 0, 1, Long.MAX_VALUE).perSecond()).isEqualTo((double) Long.MAX_VALUE, within(1.0));
        }
    }

    @Nested
    class TheTimeToTheEnd {

        @Test
        void is_unknown_where_the_end_is() {
            assertThat(seen(0, 0, 1, 100).timeFor(null)).isNull();
        }

        @Test
        void is_unknown_while_nothing_ends() {
            assertThat(Rate.UNKNOWN.timeFor(1L)).isNull();
            assertThat(seen(0, 0, 1, 0).timeFor(1L)).isNull();
        }

        @Test
        void is_over_when_nothing_is_left_at_any_rate() {
            assertThat(Rate.UNKNOWN.timeFor(0L)).isZero();
            assertThat(seen(0, 0, 1, 100).timeFor(0L)).isZero();
        }

        @Test
        void is_rather_too_long() {
            assertThat(seen(0, 0, 1, 100).timeFor(1L)).hasSeconds(1);
            assertThat(seen(0, 0, 1, 100).timeFor(1_000L)).hasSeconds(10);
            assertThat(seen(0, 0, 1, 100).timeFor(1_001L)).hasSeconds(11);
        }

        @Test
        void is_unknown_where_it_is_only_a_guess() {
            long day = Duration.ofDays(1).toSeconds();
            assertThat(seen(0, 0, 1, 1).timeFor(1_000 * day)).hasDays(1_000);
            assertThat(seen(0, 0, 1, 1).timeFor(1_000 * day + 1)).isNull();
            assertThat(seen(0, 0, 1, 1).timeFor(Long.MAX_VALUE)).isNull();
        }
    }

    /** Pairs of a second and how many had ended by then. */
    private static Rate seen(long... looks) {
        var rate = Rate.UNKNOWN;
        for (int i = 0; i < looks.length; i += 2) {
            rate = rate.and(Duration.ofSeconds(looks[i]), looks[i + 1]);
        }
        return rate;
    }
}
