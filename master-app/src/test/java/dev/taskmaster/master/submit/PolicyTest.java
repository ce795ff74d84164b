package dev.taskmaster.master.submit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void a_chunk_holds_fifty_milliseconds_of_work() {
        assertThat(ChunkSize.of(1_000)).isEqualTo(50);
        assertThat(ChunkSize.of(100)).isEqualTo(500);
    }

    @Test
    void a_chunk_never_holds_more_than_a_thousand_nor_less_than_one() {
        assertThat(ChunkSize.of(0)).isEqualTo(1_000);
        assertThat(ChunkSize.of(50_000)).isEqualTo(1);
        assertThat(ChunkSize.of(1e15)).isEqualTo(1);
    }

    @Test
    void nobody_knows_the_time_yet_so_a_chunk_is_one_task() {
        assertThat(ChunkSize.of(-1)).isEqualTo(1);
    }

    @Property
    void the_window_holds_four_chunks_a_slot_or_what_fits(
            @ForAll @IntRange(min = 1, max = 1_000) int chunk,
            @ForAll @IntRange(min = 0, max = 10_000) int slots,
            @ForAll @DoubleRange(min = 0, max = 1e8) double meanCharacters) {
        long window = Window.of(chunk, slots, meanCharacters);
        assertThat(window).isBetween(1L, (long) Window.MOST_TASKS);
        if (window > 1) {
            assertThat(window * meanCharacters).isLessThanOrEqualTo(Window.MOST_CHARACTERS);
        }
        if (meanCharacters < 10 && slots <= 100) {
            assertThat(window).isGreaterThanOrEqualTo(4L * chunk * slots);
        }
    }
}
