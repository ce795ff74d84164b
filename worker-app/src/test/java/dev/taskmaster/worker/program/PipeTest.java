package dev.taskmaster.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TaskCrashedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipeTest {

    private static final int MOST = 200_000;

    /** Answers a line with the line, and does as some lines say; it notes each start. */
    private static final String PROGRAM = "echo $$ >> PIDS; while read -r line; do case $line in die) kill -9 $$;;"
            + " leave) echo left; exit 0;; fail) echo ouch >&2; exit 3;; none) continue;; two) echo two;; prompt) printf '> ';;"
            + " slow) sleep 1000;; long) head -c 200001 /dev/zero | tr '\\0' x;; esac; echo \"<$line>\"; done";

    private final Path directory = Path.of("target", "test-data", "pipe").toAbsolutePath();
    private final Path pids = directory.resolve("pids");
    private Pipe pipe = pipe("true", false);

    private static Pipe pipe(String command, boolean json) {
        return Pipe.of(command, true, json, MOST, ServedQueues.only(QueueName.DEFAULT), "anna");
    }

    @BeforeEach
    void no_start_is_noted() throws IOException {
        Files.createDirectories(directory);
        Files.write(pids, new byte[0]);
        pipe = pipe(PROGRAM.replace("PIDS", pids.toString()), false);
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    private int starts() throws IOException {
        return Files.readAllLines(pids).size();
    }

    /** Runs them as the tasks of one message; an exception's simple name stands for a failure. */
    private List<String> run(String... payloads) throws InterruptedException {
        var tasks = IntStream.range(0, payloads.length)
                .mapToObj(i -> new Task(new JobName("j"), i, 1, payloads[i]))
                .toList();
        pipe.expect(tasks, null);
        var results = new ArrayList<String>();
        for (var task : tasks) {
            try {
                results.add(pipe.run(task));
            } catch (TaskCrashedException e) {
                results.add("crash");
            } catch (ProgramFailure e) {
                results.add("error");
            }
        }
        return results;
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static List<String> inBrackets(String... payloads) {
        return Arrays.stream(payloads).map(payload -> "<" + payload + ">").toList();
    }

    @Test
    void many_tasks_are_answered_in_order_by_one_program() throws Exception {
        assertThat(run(numbers(3_000))).isEqualTo(inBrackets(numbers(3_000)));
        assertThat(run(numbers(3_000))).isEqualTo(inBrackets(numbers(3_000)));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_line_longer_than_the_pipe_is_answered() throws Exception {
        var payload = "x".repeat(MOST - 2);
        assertThat(run("a", payload, "b")).containsExactly("<a>", "<" + payload + ">", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"die", "fail"})
    void a_program_that_dies_fails_the_task_it_died_of_and_no_other(String death) throws Exception {
        var payloads = numbers(200);
        payloads[150] = death;
        var results = run(payloads);
        assertThat(results.remove(150)).isEqualTo("crash");
        assertThat(results)
                .isEqualTo(inBrackets(Arrays.stream(payloads)
                        .filter(payload -> !payload.equals(death))
                        .toArray(String[]::new)));
    }

    @Test
    void a_death_is_told_with_the_end_of_standard_error() {
        var task = new Task(null, 0, 1, "fail");
        assertThatThrownBy(() -> pipe.run(task))
                .isInstanceOf(TaskCrashedException.class)
                .hasMessageEndingWith("ended with status 3: ouch");
    }

    @Test
    void a_program_that_leaves_after_some_tasks_has_not_died_of_the_next() throws Exception {
        assertThat(run("a", "leave", "b")).containsExactly("<a>", "left", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "none", "prompt", "long"})
    void no_answer_is_taken_for_that_of_another_task(String trouble) throws Exception {
        var payloads = numbers(300);
        payloads[200] = trouble;
        var results = run(payloads);
        assertThat(results.remove(200)).isEqualTo(trouble.equals("prompt") ? "> <prompt>" : "error");
        assertThat(results)
                .isEqualTo(inBrackets(Arrays.stream(payloads)
                        .filter(payload -> !payload.equals(trouble))
                        .toArray(String[]::new)));
    }

    @Test
    void a_line_that_comes_between_two_tasks_is_found_before_the_next() throws Exception {
        pipe.close();
        pipe = pipe(
                "echo x >> " + pids
                        + "; while read -r l; do echo \"<$l>\"; [ $l = late ] && (sleep 0.2; echo late) & done",
                false);
        assertThat(run("late")).containsExactly("<late>");
        await().atMost(Duration.ofSeconds(20)).until(() -> run("a").equals(List.of("<a>")) && starts() == 2);
    }

    @Test
    void a_program_that_holds_its_answers_back_is_asked_for_some_tasks_at_a_time() throws Exception {
        pipe.close();
        pipe = Pipe.of("factor", false, false, MOST, ServedQueues.only(QueueName.DEFAULT), "anna");
        assertThat(run("12", "13", "no number", "1")).containsExactly("12: 2 2 3", "13: 13", "error", "1:");
        assertThat(run(numbers(1_000))).hasSize(1_000).last().isEqualTo("999: 3 3 3 37");
    }

    @Nested
    class A_payload_with_a_line_break {

        @Test
        void is_refused() throws Exception {
            assertThat(run("a", "b\nc", "d")).containsExactly("<a>", "error", "<d>");
            assertThatThrownBy(() -> pipe.run(new Task(null, 0, 1, "\n"))).hasMessageContaining("--jsonl");
        }

        @Test
        void goes_there_and_back_as_json() throws Exception {
            pipe.close();
            pipe = pipe("cat", true);
            assertThat(run("a\nb", "\"", "ü\\")).containsExactly("a\nb", "\"", "ü\\");
        }

        @Test
        void needs_a_program_that_answers_in_json() throws Exception {
            pipe.close();
            pipe = pipe("while read -r l; do echo no; done", true);
            assertThat(run("a", "b")).containsExactly("error", "error");
        }
    }

    @Test
    void a_command_with_a_placeholder_is_refused() {
        assertThatThrownBy(() -> Pipe.of("factor {}", false, false, MOST, ServedQueues.only(QueueName.DEFAULT), "anna"))
                .hasMessageContaining("must not have {}");
    }

    @Test
    void an_interrupt_ends_the_program_with_all_that_it_started() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            try {
                pipe.run(new Task(null, 0, 1, "slow"));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> starts() == 1);
        var program = ProcessHandle.of(Long.parseLong(Files.readAllLines(pids).get(0)))
                .orElseThrow();
        await().atMost(Duration.ofSeconds(10)).until(() -> program.children().count() == 1);
        var child = program.children().findFirst().orElseThrow();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(List.of(program, child)).noneMatch(Family::lives);
        assertThat(run("a")).containsExactly("<a>");
    }

    @Test
    void its_end_ends_the_programs() throws Exception {
        run("a");
        var program = ProcessHandle.of(Long.parseLong(Files.readAllLines(pids).get(0)))
                .orElseThrow();
        assertThat(Family.lives(program)).isTrue();
        pipe.close();
        assertThat(Family.lives(program)).isFalse();
    }
}
