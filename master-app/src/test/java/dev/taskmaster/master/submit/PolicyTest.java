package dev.taskmaster.master.submit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static HandlerTime taking(double micros) {
        return new HandlerTime(1, micros);
    }

    @Nested
    class AChunk {

        @Test
        void holds_fifty_milliseconds_of_work() {
            assertThat(ChunkSize.of(taking(1_000), 1, 10)).isEqualTo(50);
            assertThat(ChunkSize.of(taking(100), 1, 10)).isEqualTo(500);
        }

        @Test
        void never_holds_more_than_five_thousand_nor_less_than_one() {
            assertThat(ChunkSize.of(taking(0), 1, 10)).isEqualTo(5_000);
            assertThat(ChunkSize.of(taking(50_000), 1, 10)).isEqualTo(1);
            assertThat(ChunkSize.of(taking(1e15), 1, 10)).isEqualTo(1);
        }

        @Test
        void is_one_task_while_nobody_knows_the_time() {
            assertThat(ChunkSize.of(HandlerTime.UNKNOWN, 10, 10)).isEqualTo(1);
        }

        @Test
        void is_small_when_results_are_long() {
            assertThat(ChunkSize.of(taking(1), 1, 4_096)).isEqualTo(57);
        }

        @Test
        void counts_what_stands_around_each_result() {
            int size = ChunkSize.of(taking(1), 1, 91);
            assertThat(size * "{\"ok\":\"\"},".length() + size * 91).isLessThanOrEqualTo(ChunkSize.MOST_CHARACTERS);
        }

        @Property
        void never_makes_a_slot_wait_while_another_has_two(
                @ForAll @DoubleRange(min = 0, max = 1e9) double micros,
                @ForAll @IntRange(min = 0, max = 100_000) int slots,
                @ForAll @DoubleRange(min = 0, max = 1e6) double characters) {
            int chunk = ChunkSize.of(taking(micros), slots, characters);
            assertThat(chunk).isBetween(1, 5_000);
            if (chunk > 1) {
                assertThat(chunk * micros).isLessThanOrEqualTo(50_000);
                assertThat(2L * chunk * slots)
                        .isLessThanOrEqualTo(Window.of(chunk, taking(micros), slots, 1, characters, false));
            }
        }

        @Property
        void is_smaller_near_the_end_so_that_all_slots_get_some(
                @ForAll @DoubleRange(min = 0, max = 1e6) double micros,
                @ForAll @IntRange(min = 1, max = 1_000) int slots,
                @ForAll @LongRange(min = 1, max = 100_000) long remaining) {
            var time = taking(micros);
            int full = ChunkSize.of(time, slots, 10);
            int chunk = ChunkSize.nearEnd(full, time, slots, remaining);
            assertThat(chunk).isBetween(1, full);
            boolean worthAMessage = chunk * micros <= 2_000;
            assertThat(worthAMessage || chunk <= Math.max(1, remaining / (2L * slots) + 1))
                    .isTrue();
        }
    }

    @Nested
    class TheWindow {

        @Test
        void lets_enough_probes_out_to_learn_the_time() {
            assertThat(Window.of(1, HandlerTime.UNKNOWN, 0, 1, 10, false)).isEqualTo(16);
            assertThat(Window.of(1, HandlerTime.UNKNOWN, 100, 1, 10, false)).isEqualTo(200);
            assertThat(Window.of(1, HandlerTime.UNKNOWN, 100, 1, 10, true)).isEqualTo(16);
            assertThat(Window.of(1, HandlerTime.UNKNOWN, 4, 1, 10, true)).isEqualTo(8);
        }

        @Test
        void
                has_for_each_slot_a_chunk_in_hand_and_waiting_one_of_long_tasks_or_two_hundred_milliseconds_of_short_ones() {
            assertThat(Window.of(1, taking(1e6), 10, 1, 10, false)).isEqualTo(2 * 10);
            assertThat(Window.of(50, taking(1_000), 10, 1, 10, false)).isEqualTo((1 + 4) * 50 * 10);
            assertThat(Window.of(1_000, taking(10), 2, 1, 10, false)).isEqualTo((1 + 20) * 1_000 * 2);
            assertThat(Window.of(1_000, taking(0.1), 2, 1, 10, false)).isEqualTo(64 * 1_000 * 2);
        }

        @Test
        void is_shared_by_the_jobs_of_a_queue_and_each_has_a_chunk_at_least() {
            assertThat(Window.of(1, taking(1e6), 10, 4, 10, false)).isEqualTo(2 * 10 / 4);
            assertThat(Window.of(50, taking(1_000), 10, 10, 10, false)).isEqualTo((1 + 4) * 50 * 10 / 10);
            assertThat(Window.of(50, taking(1_000), 1, 100, 10, false)).isEqualTo(50);
            assertThat(Window.of(1, HandlerTime.UNKNOWN, 20, 10, 10, false)).isEqualTo(2 * 20 / 10);
        }

        @Property
        void is_bounded_by_memory(
                @ForAll @IntRange(min = 1, max = 2_000) int chunk,
                @ForAll @DoubleRange(min = 0, max = 1e9) double micros,
                @ForAll @IntRange(min = 0, max = 10_000) int slots,
                @ForAll @DoubleRange(min = 0, max = 1e8) double characters) {
            long window = Window.of(chunk, taking(micros), slots, 1, characters, false);
            assertThat(window).isBetween(1L, (long) Window.MOST_TASKS);
            if (window > 1) {
                assertThat(window * characters).isLessThanOrEqualTo(Window.MOST_CHARACTERS);
            }
        }
    }

    @Nested
    class TheHandlersTime {

        @Test
        void is_the_mean_of_what_was_seen() {
            var time = HandlerTime.UNKNOWN.and(1, 100, 1).and(3, 500, 1);
            assertThat(time.ofOne()).isCloseTo(150, org.assertj.core.data.Percentage.withPercentage(1));
        }

        @Test
        void follows_a_jump_by_a_thousand_within_a_second_of_ten_slots() {
            var time = HandlerTime.UNKNOWN;
            for (int reply = 0; reply < 1_000; reply++) {
                time = time.and(500, 50_000, 10);
            }
            for (int round = 0; round < 10; round++) {
                for (int slot = 0; slot < 10; slot++) {
                    time = time.and(1, 100_000, 10);
                }
            }
            assertThat(ChunkSize.of(time, 10, 10)).isEqualTo(1);
        }

        @Test
        void follows_a_fall_by_a_thousand_within_a_second_of_ten_slots() {
            var time = HandlerTime.UNKNOWN;
            for (int reply = 0; reply < 100; reply++) {
                time = time.and(1, 100_000, 10);
            }
            double spentMicros = 0;
            while (ChunkSize.of(time, 10, 10) < 400) {
                int chunk = ChunkSize.of(time, 10, 10);
                time = time.and(chunk, chunk * 100L, 10);
                // Beside the work, a message takes its time.
                spentMicros += chunk * 100 + 2_000;
            }
            assertThat(spentMicros / 10).isLessThan(1_000_000);
        }

        @Property
        void of_a_mix_is_near_its_mean(@ForAll @IntRange(min = 1, max = 100) int slots) {
            var time = HandlerTime.UNKNOWN;
            for (int reply = 0; reply < 1_000; reply++) {
                time = reply % 12 == 0 ? time.and(8, 507_000, slots) : time.and(8, 8_000, slots);
            }
            assertThat(ChunkSize.of(time, slots, 10)).isBetween(2, 40);
        }
    }
}
