package dev.taskmaster.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import java.time.Duration;
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
    @ValueSource(strings = {"square", "echo", "sleep"})
    void a_handler_is_found_by_the_name_it_shows(String name) {
        assertThat(Handlers.named(name)).hasToString(name);
        assertThat(Handlers.names()).contains(name);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> Handlers.named("cube"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be one of square, echo, sleep");
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
