package dev.taskmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "50ms, PT0.05S",
        "100us, PT0.0001S",
        "12, PT12S",
        "1.5m, PT1M30S",
        "2h, PT2H",
        "1d, PT24H",
        "0s, PT0S",
        "36500d, PT876000H"
    })
    void a_span_is_read_as_people_write_it(String text, Duration span) {
        assertThat(Durations.parse(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1 s", "1w", "1e3s", ".5s", "1,5s", "9999999999999s", "٣s"})
    void anything_else_is_refused_with_the_rule(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageStartingWith("must be a time such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "999999999999d", "999999999999"})
    void more_than_a_hundred_years_is_refused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessage("must be at most 100 years");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.05S, 50ms",
        "PT0.999S, 999ms",
        "PT1S, 1s",
        "PT1.25S, 1.3s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT90M, 90m",
        "PT36H, 36h"
    })
    void a_span_is_written_in_its_largest_unit(Duration span, String text) {
        assertThat(Durations.format(span)).isEqualTo(text);
    }

    @Property
    void a_written_span_is_read_back_within_a_twentieth_of_its_unit(
            @ForAll @LongRange(min = 1, max = 3_000_000_000_000L) long millis) {
        var span = Duration.ofMillis(millis);
        long off = Durations.parse(Durations.format(span)).minus(span).abs().toMillis();
        assertThat(off).isLessThanOrEqualTo(Math.max(0, millis / 20));
    }
}
