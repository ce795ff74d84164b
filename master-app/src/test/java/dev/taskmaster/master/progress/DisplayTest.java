package dev.taskmaster.master.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.JobName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Nested
    class Plain {

        private final Display display = Display.plain(stream);

        @Test
        void says_all_that_is_known() {
            display.show(progress(500, 580L, 1));
            assertThat(lines())
                    .containsExactly("job j: 420 of 1000 done, 20 failed, 80 running, 580 left, 53/s, 12s to the end,"
                            + " 2 slots, 1s so far");
        }

        @Test
        void leaves_out_what_is_not_known() {
            display.show(progress(500, null, 1));
            assertThat(lines()).containsExactly("job j: 420 done, 20 failed, 80 running, 53/s, 2 slots, 1s so far");
        }

        @Test
        void is_silent_while_nothing_changes_but_for_ten_seconds_at_most() {
            for (int second = 1; second <= 12; second++) {
                display.show(progress(500, 580L, second));
            }
            assertThat(lines()).hasSize(2);
            assertThat(lines().get(1)).endsWith(" 11s so far");
        }

        @Test
        void tells_each_change_and_the_end() {
            display.show(progress(500, 580L, 1));
            display.show(progress(501, 580L, 2));
            display.end(progress(501, 580L, 3));
            assertThat(lines()).hasSize(3);
        }
    }

    @Nested
    class Json {

        private final Display display = Display.json(stream);

        @Test
        void says_all_that_is_known() {
            display.show(progress(500, 580L, 1));
            assertThat(lines())
                    .containsExactly("{\"job\":\"j\",\"submitted\":500,\"ok\":400,\"failed\":20,\"running\":80,"
                            + "\"left\":580,\"rate_per_s\":52.5,\"eta_s\":12,\"slots\":2,\"elapsed_s\":1.0}");
        }

        @Test
        void says_null_for_what_is_not_known() {
            display.show(progress(500, null, 1));
            assertThat(lines()).singleElement().asString().contains("\"left\":null,", "\"eta_s\":null,");
        }

        @Test
        void says_the_end_too() {
            display.show(progress(500, 580L, 1));
            display.show(progress(500, 580L, 2));
            display.end(progress(500, 580L, 3));
            assertThat(lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        }
    }

    @Nested
    class Bar {

        private final Display display = Display.bar(new Screen(shown), new Terminal(100, false, true));

        @Test
        void says_all_that_is_known_in_one_line_of_the_terminal() {
            display.show(progress(500, 580L, 1));
            display.end(progress(500, 580L, 2));
            assertThat(frames())
                    .anySatisfy(frame -> assertThat(frame)
                            .contains("42% [==", "420/1000", "/ 0:00:12)", "53/s, 80 running, 20 failed, 2 slots")
                            .hasSizeLessThan(100));
        }

        @Test
        void has_no_end_while_that_is_not_known() {
            display.show(progress(500, null, 1));
            display.end(progress(500, null, 2));
            assertThat(frames()).anySatisfy(frame -> assertThat(frame).contains("420/?", "/ ?)"));
        }

        @Test
        void leaves_nothing_behind() {
            display.show(progress(500, 580L, 1));
            display.show(progress(500, 580L, 2));
            display.end(progress(500, 580L, 3));
            assertThat(text()).endsWith(Screen.ERASE).doesNotContain("\n");
        }

        @Test
        void is_cut_off_where_the_terminal_is_narrow() {
            var narrow = Display.bar(new Screen(shown), new Terminal(20, false, true));
            narrow.show(progress(500, 580L, 1));
            narrow.end(progress(500, 580L, 2));
            assertThat(frames()).allSatisfy(frame -> assertThat(frame).hasSizeLessThan(20));
        }

        @Test
        void does_not_begin_for_a_job_that_is_over_at_once() {
            display.end(progress(500, 580L, 1));
            assertThat(text()).isEmpty();
        }

        private String[] frames() {
            return text().split("\r\u001b\\[K", -1);
        }
    }

    /** With 400 ok and 20 failed at 52.5/s. */
    private static Progress progress(long submitted, @Nullable Long left, int second) {
        return new Progress(
                new JobName("j"),
                submitted,
                400,
                20,
                left,
                2,
                52.5,
                left == null ? null : Duration.ofSeconds(12),
                Duration.ofSeconds(second));
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return text().lines().toList();
    }
}
