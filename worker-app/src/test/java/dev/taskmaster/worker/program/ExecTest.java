package dev.taskmaster.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.ServedQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExecTest {

    private static final int MOST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory = Path.of("target", "test-data", "exec").toAbsolutePath();
    private Exec exec = Exec.of("true", false, MOST, ServedQueues.only(QueueName.DEFAULT), "anna");

    @BeforeEach
    void no_process_is_noted() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve("pids"));
    }

    @AfterEach
    void close() {
        exec.close();
    }

    private String run(String command, String payload) throws InterruptedException {
        return run(command, false, payload);
    }

    private String run(String command, boolean shell, String payload) throws InterruptedException {
        exec = Exec.of(command, shell, MOST, ServedQueues.parse("films,music"), "anna");
        return exec.run(new Task(new JobName("monday"), 7, 2, payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "'",
                "\"",
                "; rm -rf x",
                "$(touch hacked)",
                "`id`",
                "-n",
                "--help",
                "*",
                "a\nb\n",
                "\\",
                "{}",
                "{index}"
            })
    void a_payload_is_one_argument_whatever_it_holds(String payload) throws Exception {
        assertThat(run("printf '[%s][%s]' {} x{}", payload)).isEqualTo("[" + payload + "][x" + payload + "]");
        exec.close();
        assertThat(run("printf '[%s]' \"$1\"", true, payload)).isEqualTo("[" + payload + "]");
        assertThat(run("cat", payload + "\n")).isEqualTo(payload);
    }

    @Test
    void a_task_is_told_in_placeholders_and_in_the_environment() throws Exception {
        assertThat(run("printf %s {job}/{index}/{attempt}/{}", "x")).isEqualTo("monday/7/2/x");
        exec.close();
        assertThat(run(
                        "echo $TASKMASTER_JOB $TASKMASTER_INDEX $TASKMASTER_ATTEMPT $TASKMASTER_QUEUE $TASKMASTER_WORKER",
                        true,
                        ""))
                .isEqualTo("monday 7 2 films,music anna");
    }

    @Test
    void a_raw_task_has_no_job() throws Exception {
        exec = Exec.of("printf [%s] {job}", false, MOST, ServedQueues.only(QueueName.DEFAULT), "anna");
        assertThat(exec.run(new Task(null, 0, 1, ""))).isEqualTo("[]");
    }

    @Test
    void one_line_break_at_the_end_is_no_part_of_the_result() throws Exception {
        assertThat(run("printf 'a\\n\\n'", "")).isEqualTo("a\n");
    }

    @Test
    void a_long_payload_and_a_program_that_does_not_read_it_do_not_wait_for_each_other() throws Exception {
        assertThat(run("wc -c", "x".repeat(1_000_000))).isEqualTo("1000000");
        exec.close();
        assertThat(run("echo done", "x".repeat(1_000_000))).isEqualTo("done");
    }

    @Test
    void a_program_that_prints_much_on_both_sides_comes_to_its_end() throws Exception {
        assertThat(run("head -c 3000000 /dev/zero >&2; echo done", true, "")).isEqualTo("done");
    }

    @Nested
    class A_task_fails {

        @Test
        void with_the_status_and_the_end_of_standard_error() {
            assertThatThrownBy(() -> run("seq 1 99 >&2; exit 3", true, ""))
                    .hasMessage("seq 1 99 >&2; exit 3 ended with status 3: 95 | 96 | 97 | 98 | 99");
        }

        @Test
        void when_its_program_prints_more_than_it_may_also_if_that_never_ends() throws Exception {
            assertThat(run("printf %01000d 1", "")).hasSize(MOST);
            exec.close();
            assertThatThrownBy(() -> run("printf %01001d 1", "")).hasMessageContaining("more than 1000 bytes");
            exec.close();
            assertThatThrownBy(() -> run("yes", "")).hasMessageContaining("--max-result");
        }

        @Test
        void when_its_program_prints_no_text() {
            assertThatThrownBy(() -> run("printf '\\377'", "")).hasMessageContaining("not text in UTF-8");
        }

        @Test
        void when_its_payload_can_be_no_argument() {
            assertThatThrownBy(() -> run("echo {}", "a\0b")).hasMessageContaining("NUL");
            assertThatThrownBy(() -> run("echo {}", "x".repeat(Launcher.LONGEST_ARGUMENT + 1)))
                    .hasMessageContaining("131071")
                    .hasMessageContaining("standard input");
            assertThatThrownBy(() -> run("echo " + "{} ".repeat(40), "x".repeat(100_000)))
                    .hasMessageContaining("standard input");
        }

        @Test
        void when_its_payload_names_no_program() {
            assertThatThrownBy(() -> run("{} 1", "no-such-program")).hasMessage("there is no program no-such-program");
        }
    }

    @Test
    void the_longest_argument_is_handed_over() throws Exception {
        assertThat(run("expr length {}", "x".repeat(Launcher.LONGEST_ARGUMENT))).isEqualTo("131071");
    }

    @Nested
    class A_command_is_refused {

        @Test
        void whose_program_is_not_there() {
            assertThatThrownBy(() -> run("no-such-program {}", ""))
                    .hasMessageContaining("no-such-program is not there");
            assertThatThrownBy(() -> run("/etc/passwd {}", "")).hasMessageContaining("/etc/passwd is none");
        }

        @Test
        void that_is_empty() {
            assertThatThrownBy(() -> run(" ", "")).hasMessage("must name a program");
            assertThatThrownBy(() -> run(" ", true, "")).hasMessage("must be a command");
        }

        @Test
        void that_would_paste_a_payload_into_code() {
            assertThatThrownBy(() -> run("echo {}", true, "")).hasMessageContaining("\"$1\"");
        }
    }

    @Nested
    class An_interrupt {

        /** One that stays its child, one that leaves its parent, one in a session of its own. */
        private static final String FAMILY = "cd \"$1\"; echo $$ >> pids;"
                + " sleep 1000 & echo $! >> pids; (sleep 1001 & echo $! >> pids);"
                + " setsid sh -c 'echo $$ >> pids; sleep 1002' & sleep 1003";

        @Test
        void ends_the_program_with_all_that_it_started() throws Exception {
            var thrown = new AtomicReference<Throwable>();
            var thread = new Thread(() -> {
                try {
                    run(FAMILY, true, directory.toString());
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            thread.start();
            var family = awaitFamily();
            thread.interrupt();
            thread.join();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(family).noneMatch(Family::lives);
        }

        private List<ProcessHandle> awaitFamily() throws IOException {
            await().atMost(PATIENCE).until(() -> pids().size() == 4);
            return pids().stream()
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
        }
    }

    private List<String> pids() throws IOException {
        var file = directory.resolve("pids");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void its_end_ends_what_a_program_has_left_running_and_its_files() throws Exception {
        assertThat(run(
                        "cd \"$1\"; sleep 1000 >/dev/null & echo $! >> pids; ls -l /proc/$$/fd/1 | sed 's/.*> //'",
                        true,
                        directory.toString()))
                .startsWith("/");
        var left = ProcessHandle.of(Long.parseLong(pids().get(0))).orElseThrow();
        assertThat(Family.lives(left)).isTrue();
        exec.close();
        assertThat(Family.lives(left)).isFalse();
    }

    /** A failure would be counted against the task, although it is the worker that ends. */
    @Test
    void after_its_end_it_fails_no_task_but_waits_for_the_interrupt() {
        exec.close();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> exec.run(new Task(null, 0, 1, ""))).isInstanceOf(InterruptedException.class);
    }
}
