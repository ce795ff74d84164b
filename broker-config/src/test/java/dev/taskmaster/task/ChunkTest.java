package dev.taskmaster.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {

    private static Chunk chunk(long first, @Nullable Duration limit) {
        return new Chunk(new JobName("j"), first, List.of("a"), 1, limit);
    }

    private static Reply reply(long first) {
        return new Reply(new JobName("j"), first, List.of(new Outcome.Ok("a")), 1, "w", 0);
    }

    @Test
    void the_highest_index_is_taken_in_both_directions() {
        assertThat(chunk(Chunk.HIGHEST_FIRST, null).task(0).index()).isEqualTo(1_000_000_000_000_000L);
        assertThat(reply(Chunk.HIGHEST_FIRST).first()).isEqualTo(1_000_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Chunk.HIGHEST_FIRST + 1, Long.MAX_VALUE})
    void an_index_out_of_bounds_is_refused_in_both_directions(long first) {
        assertThatThrownBy(() -> chunk(first, null)).hasMessage("first must be 0 to 1000000000000000, but is " + first);
        assertThatThrownBy(() -> reply(first)).hasMessageContaining("first 0 to 1000000000000000");
    }

    @Test
    void the_longest_time_limit_is_the_longest_span_that_is_read() {
        assertThat(chunk(0, Chunk.LONGEST_TIME_LIMIT).timeLimit()).isEqualTo(Durations.parse("36500d"));
        assertThatThrownBy(() -> chunk(0, Chunk.LONGEST_TIME_LIMIT.plusNanos(1)))
                .hasMessageStartingWith("time limit must be at most 100 years");
        assertThatThrownBy(() -> chunk(0, Duration.ofMillis(Long.MAX_VALUE)))
                .hasMessageStartingWith("time limit must be at most 100 years");
    }
}
