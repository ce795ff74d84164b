package dev.taskmaster.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HandlersTest {

    private static Task task(String payload) {
        return new Task(null, 0, 1, payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "echo", "sleep", "bench"})
    void a_handler_is_found_by_the_name_it_shows(String name) {
        assertThat(Handlers.named(name)).hasToString(name);
        assertThat(Handlers.find(null).names()).contains(name);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> Handlers.named("cube"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be one of square, echo, sleep, bench");
    }

    @Nested
    class Square_of {

        private final TaskHandler square = Handlers.named("square");

        @ParameterizedTest
        @CsvSource({
            "1234, 1234 * 1234 = 1522756",
            "0, 0 * 0 = 0",
            "-3, -3 * -3 = 9",
            "'  7\r', 7 * 7 = 49",
            "12345678901234567890, 12345678901234567890 * 12345678901234567890 = 152415787532388367501905199875019052100"
        })
        void a_whole_number_is_its_square(String payload, String result) throws Exception {
            assertThat(square.run(task(payload))).isEqualTo(result);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "abc", "1.5", "1e3", "0x10", "٣", "--1"})
        void anything_else_fails_and_shows_it(String payload) {
            assertThatThrownBy(() -> square.run(task(payload)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("\"" + payload + "\" is not a whole number");
        }

        @Test
        void a_number_that_would_take_for_ever_fails_and_shows_its_begin() {
            assertThatThrownBy(() -> square.run(task("1".repeat(10_001))))
                    .hasMessageStartingWith("\"" + "1".repeat(40) + "...\" is not");
        }

        @Test
        void a_task_is_described_as_the_product() {
            assertThat(square.describe(task("12"))).isEqualTo("12 * 12");
        }
    }

    @Nested
    class Echo_of {

        @ParameterizedTest
        @ValueSource(strings = {"", "ünï 🎉", " spaces "})
        void a_payload_is_the_payload(String payload) throws Exception {
            var echo = Handlers.named("echo");
            assertThat(echo.run(task(payload))).isEqualTo(payload);
            assertThat(echo.describe(task(payload))).isEqualTo(payload);
        }
    }

    @Nested
    class Bench_of {

        private final TaskHandler bench = Handlers.named("bench");

        @ParameterizedTest
        @ValueSource(strings = {"", "999999", "sleepless", "20ms"})
        void any_text_is_the_text_at_once(String payload) throws Exception {
            long start = System.nanoTime();
            assertThat(bench.run(task(payload))).isEqualTo(payload);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }

        @ParameterizedTest
        @CsvSource({"sleep 0.1ms, 100us", "sleep 20ms, 20ms"})
        void a_sleep_takes_its_time_and_answers_with_the_whole_payload(String payload, String time) throws Exception {
            long start = System.nanoTime();
            assertThat(bench.run(task(payload))).isEqualTo(payload);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Durations.parse(time));
        }

        @Test
        void the_median_of_short_sleeps_is_close_to_what_was_asked_for() throws Exception {
            var nanos = new long[201];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                bench.run(task("sleep 0.1ms"));
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            // Twice the length would do to tell a spin at the end from a thread that the system wakes when it likes.
            assertThat(nanos[nanos.length / 2]).isBetween(100_000L, 200_000L);
        }

        @Test
        void a_sleep_without_a_time_fails_with_the_rule() {
            assertThatThrownBy(() -> bench.run(task("sleep well"))).hasMessageStartingWith("must be a time such as");
        }
    }

    @Nested
    class Sleep_of {

        private final TaskHandler sleep = Handlers.named("sleep");

        @ParameterizedTest
        @ValueSource(strings = {"0s", "100us", "20ms"})
        void a_time_takes_that_time_at_least_and_answers_with_it(String payload) throws Exception {
            long start = System.nanoTime();
            assertThat(sleep.run(task(payload))).isEqualTo(payload);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Durations.parse(payload));
        }

        @Test
        void a_time_is_broken_off_by_an_interrupt() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sleep.run(task("1h"))).isInstanceOf(InterruptedException.class);
        }

        @Test
        void a_time_is_not_shortened_by_a_wake_without_reason() throws Exception {
            LockSupport.unpark(Thread.currentThread());
            long start = System.nanoTime();
            sleep.run(task("5ms"));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
        }

        @Test
        void no_time_fails_with_the_rule() {
            assertThatThrownBy(() -> sleep.run(task("soon"))).hasMessageStartingWith("must be a time such as");
        }
    }
}
