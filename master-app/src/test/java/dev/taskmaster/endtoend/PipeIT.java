package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that read lines and print lines do the tasks. */
class PipeIT {

    private final Lab lab = Lab.open();

    @BeforeEach
    void serve() {
        lab.serve();
    }

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private Program run(String... arguments) {
        return lab.run(lab.masterOf("master", "run", "--keep-order").with(arguments));
    }

    @Test
    void many_numbers_are_factored_as_by_the_program_alone() throws Exception {
        var random = new Random(8);
        Iterable<String> numbers = Stream.generate(() -> Long.toString(random.nextLong() >>> 1))
                .limit(100_000)
                .toList();
        var input = lab.write("numbers", numbers);
        var alone = lab.file("alone");
        var factor = new ProcessBuilder("factor")
                .redirectInput(input.toFile())
                .redirectOutput(alone.toFile())
                .start();
        assertThat(factor.waitFor()).isZero();

        var worker = lab.start(lab.worker("--pipe", "factor", "--concurrency", "2"));
        var master = run("--input", input.toString(), "--output", "factors");
        assertThat(master.status()).as(master::err).isZero();
        assertThat(lab.file("factors")).hasSameBinaryContentAs(alone);
        assertThat(worker.err().lines().filter(line -> line.contains("holds its answers back")))
                .hasSize(1);
    }

    @Test
    void many_lines_are_answered_by_a_program_that_stays() throws Exception {
        var lines = IntStream.range(0, 50_000).mapToObj(Integer::toString).toList();
        var input = lab.write("lines", lines);
        lab.start(lab.worker("--pipe", "sed -u s/.*/x&/", "--concurrency", "2"));
        var master = run("--input", input.toString(), "--output", "answers");
        assertThat(master.status()).as(master::err).isZero();
        assertThat(Files.readAllLines(lab.file("answers")))
                .isEqualTo(Files.readAllLines(input).stream()
                        .map(line -> "x" + line)
                        .toList());
    }

    @Test
    void a_program_that_dies_fails_its_task_alone_with_the_reason_crash() {
        lab.start(lab.worker(
                "--shell", "--pipe", "while read -r x; do [ \"$x\" = die ] && kill -9 $$; echo \"<$x>\"; done"));
        var master = run("a", "b", "die", "c", "--format", "jsonl");
        assertThat(master.status()).as(master::err).isEqualTo(1);
        assertThat(master.out().lines())
                .hasSize(4)
                .contains(
                        "{\"index\":0,\"ok\":\"<a>\"}", "{\"index\":1,\"ok\":\"<b>\"}", "{\"index\":3,\"ok\":\"<c>\"}")
                .anyMatch(line -> line.contains("\"failed\":\"crash\"") && line.contains("status 137"));
    }

    @Test
    void a_program_that_does_not_answer_takes_too_long() {
        lab.start(lab.worker("--pipe", "sleep 1000"));
        var master = run("a", "--retries", "0", "--task-timeout", "1s");
        assertThat(master.out()).contains("failed (timeout)");
    }

    @Test
    void a_command_that_takes_no_lines_is_refused() {
        lab.run(lab.worker("--pipe", "factor {}")).assertRefused(2, "line by line");
        lab.run(lab.worker("--jsonl")).assertRefused(2, "--pipe");
    }
}
