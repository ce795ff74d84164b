package dev.taskmaster.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long MOST_NANOS = Duration.ofDays(36_500).toNanos();

    private final Backoff steady = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), 2, 0);
    private final Random random = new Random(1);

    @Test
    void it_begins_with_the_first_wait_and_grows_up_to_the_ceiling() {
        assertThat(steady.delay(1, random)).isEqualTo(Duration.ofMillis(200));
        assertThat(steady.delay(2, random)).isEqualTo(Duration.ofMillis(400));
        assertThat(steady.delay(4, random)).isEqualTo(Duration.ofMillis(1_600));
        assertThat(steady.delay(5, random)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void it_stays_at_the_ceiling_far_past_it() {
        assertThat(steady.delay(Integer.MAX_VALUE, random)).isEqualTo(Duration.ofSeconds(2));
    }

    @Property
    void a_wait_is_never_longer_than_the_ceiling_nor_shorter_than_what_jitter_leaves(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long firstNanos,
            @ForAll @LongRange(min = 1_000_000_000_000L, max = 3_153_600_000_000_000_000L) long ceilingNanos,
            @ForAll @DoubleRange(min = 1, max = 1e9) double factor,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(min = 1) int attempt) {
        var first = Duration.ofNanos(firstNanos);
        var ceiling = Duration.ofNanos(ceilingNanos);
        var delay = new Backoff(first, ceiling, factor, jitter).delay(attempt, random);
        assertThat(delay).isLessThanOrEqualTo(ceiling);
        assertThat(delay.toNanos()).isGreaterThanOrEqualTo((long) (firstNanos * (1 - jitter)) - 1);
    }

    @Property
    void without_jitter_a_wait_is_never_shorter_than_the_one_before(
            @ForAll @DoubleRange(min = 1, max = 10) double factor,
            @ForAll @IntRange(min = 1, max = 2_000) int attempt) {
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofNanos(MOST_NANOS), factor, 0);
        assertThat(backoff.delay(attempt + 1, random)).isGreaterThanOrEqualTo(backoff.delay(attempt, random));
    }

    @Test
    void values_without_sense_are_refused() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, second, 2, 0)).hasMessageStartingWith("first must be");
        assertThatThrownBy(() -> new Backoff(second, Duration.ofMillis(1), 2, 0))
                .hasMessageStartingWith("ceiling must be");
        assertThatThrownBy(() -> new Backoff(second, Duration.ofDays(40_000), 2, 0))
                .hasMessageStartingWith("ceiling must be");
        assertThatThrownBy(() -> new Backoff(second, second, 0.5, 0)).hasMessageStartingWith("factor must be");
        assertThatThrownBy(() -> new Backoff(second, second, Double.NaN, 0)).hasMessageStartingWith("factor must be");
        assertThatThrownBy(() -> new Backoff(second, second, 1, 1.1)).hasMessageStartingWith("jitter must be");
        assertThatThrownBy(() -> steady.delay(0, random)).hasMessageStartingWith("attempt must be");
    }
}
