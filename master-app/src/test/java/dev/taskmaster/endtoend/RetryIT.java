package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 50 tasks of 1,000 fail; the worker is replaced by one that does not mind them. */
class RetryIT {

    private static final int TASKS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lab lab = Lab.open();
    private Path input = Path.of("target");

    @BeforeEach
    void writeTasks() {
        input = lab.write("input.txt", tasks());
    }

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private static List<String> tasks() {
        return IntStream.range(0, TASKS)
                .mapToObj(i -> i % 20 == 7 ? "broken " + i : Integer.toString(i))
                .toList();
    }

    /** What is right in the end: those that were squared before, the others as they are. */
    private static List<String> results() {
        return IntStream.range(0, TASKS)
                .mapToObj(i -> i % 20 == 7 ? "broken " + i : i + " * " + i + " = " + i * i)
                .toList();
    }

    private void runWithFailures(Program.Start run) {
        var squares = lab.start(lab.worker("--handler", "square", "--concurrency", "2"));
        var first = lab.run(run.with("--input", input.toString(), "--job", "j", "--retries", "0"));
        assertThat(first.status()).as(first::err).isEqualTo(1);
        assertThat(first.err()).contains("950 ok, 50 failed (50 error)");
        squares.kill();
    }

    private Program echo() {
        return lab.start(lab.worker("--handler", "echo", "--concurrency", "2"));
    }

    private String said(String... command) {
        var program = lab.run(lab.command(command));
        assertThat(program.status()).as(program::err).isZero();
        return program.out();
    }

    @Test
    void failed_tasks_are_done_again_and_the_output_is_complete_in_order() {
        lab.serve();
        runWithFailures(lab.masterOf("master", "run", "--output", "out.txt", "--keep-order"));
        assertThat(Lab.lines(lab.file("out.txt")))
                .filteredOn(line -> line.startsWith("failed (error): "))
                .hasSize(50);
        echo();
        var retry = lab.run(lab.masterOf("master", "retry", "--job", "j"));
        retry.assertEndedWith(0, "job j: 50 failed tasks are done again", "1000 ok, 0 failed");
        assertThat(retry.out()).isEmpty();
        assertThat(Lab.lines(lab.file("out.txt"))).isEqualTo(results());
        assertThat(said("failed", "--json")).isEqualTo("{\"failed\":[],\"more\":false}\n");
        assertThat(said("jobs", "--json")).contains("\"state\":\"finished\",\"submitted\":1000,\"ok\":1000,");
        assertThat(said("queues", "--json")).doesNotContain("results.j");
        lab.run(lab.masterOf("master", "retry", "--job", "j"))
                .assertEndedWith(0, "job j has nothing to retry: no task has failed");
    }

    @Test
    void the_broker_is_in_the_masters_process_as_for_run() {
        runWithFailures(lab.master("run", "--output", "out.txt", "--format", "jsonl"));
        echo();
        var retry = lab.run(lab.master("retry", "--job", "j", "--output", "out.txt", "--format", "jsonl"));
        retry.assertEndedWith(0, "1000 ok, 0 failed");
        var lines = Lab.lines(lab.file("out.txt"));
        assertThat(lines).hasSize(TASKS).doesNotHaveDuplicates().allMatch(line -> line.contains("\"ok\":"));
        assertThat(lines).filteredOn(line -> line.contains("broken")).hasSize(50);
    }

    @Test
    void what_was_printed_stays_printed_and_the_new_results_follow() {
        lab.serve();
        runWithFailures(lab.masterOf("master", "run", "--keep-order"));
        echo();
        var retry = lab.run(lab.masterOf("master", "retry", "--job", "j"));
        retry.assertEndedWith(0, "1000 ok, 0 failed");
        assertThat(retry.out().lines())
                .isEqualTo(tasks().stream()
                        .filter(task -> task.startsWith("broken"))
                        .toList());
    }

    /** Killed at the beginning, after its output has changed, and at any moment between. */
    @Test
    void a_retry_whose_master_is_killed_again_and_again_goes_on() {
        for (var order : List.of("--keep-order", "--format=text")) {
            lab.serve("--data", lab.file("data" + order).toString());
            var access = lab.file("data" + order)
                    .resolve("credentials")
                    .resolve("master.properties")
                    .toString();
            var workers = lab.file("data" + order)
                    .resolve("credentials")
                    .resolve("worker.properties")
                    .toString();
            var output = lab.file("out" + order + ".txt");
            var squares = lab.start(lab.worker("--config", workers, "--concurrency", "2"));
            var first = lab.run(lab.command(
                    "run",
                    "--config",
                    access,
                    "--job",
                    "j",
                    "--retries",
                    "0",
                    "--input",
                    input.toString(),
                    order,
                    "--output",
                    output.toString()));
            assertThat(first.status()).as(first::err).isEqualTo(1);
            squares.kill();
            var retry = new String[] {"retry", "--config", access, "--job", "j", "--timeout", "60s"};
            for (int kill = 0; kill < 4; kill++) {
                var killed = lab.start(lab.command(retry).with("--progress", "json"));
                if (kill == 0) {
                    Lab.awaitSaying(killed, "are done again");
                } else {
                    Lab.awaitSaying(killed, "\"running\":");
                }
                killed.kill();
            }
            var slow = lab.start(lab.worker("--config", workers, "--handler", "echo", "--concurrency", "1"));
            var killed = lab.start(lab.command(retry));
            Awaitility.await().atMost(PATIENCE).until(() -> contains(output, "broken"));
            killed.kill();
            var last = lab.run(lab.command(retry));
            assertThat(last.status()).as(last::err).isZero();
            var lines = Lab.lines(output);
            assertThat(order.equals("--format=text") ? lines.stream().sorted().toList() : lines)
                    .isEqualTo(
                            order.equals("--format=text")
                                    ? results().stream().sorted().toList()
                                    : results());
            assertThat(said("failed", "--json", "--config", access)).isEqualTo("{\"failed\":[],\"more\":false}\n");
            slow.kill();
        }
    }

    private static boolean contains(Path file, String words) {
        return Lab.lines(file).stream().anyMatch(line -> line.startsWith(words));
    }

    @Test
    void only_tasks_that_failed_for_the_reasons_given_are_done_again() {
        lab.serve();
        var sleeper = lab.start(lab.worker("--handler", "sleep", "--concurrency", "2"));
        var first = lab.run(lab.masterOf(
                "master",
                "run",
                "--job",
                "j",
                "--retries",
                "0",
                "--task-timeout",
                "200ms",
                "--output",
                "out.txt",
                "--keep-order",
                "1ms",
                "1h",
                "soon",
                "2h"));
        assertThat(first.err()).contains("1 ok, 3 failed (1 error, 2 timeout)");
        sleeper.kill();
        echo();
        retried(1, "job j has nothing to retry: none of its failed tasks of these reasons is in DLQ", "crash");
        retried(1, "3 ok, 1 failed (1 error)", "crash", "timeout");
        var lines = Lab.lines(lab.file("out.txt"));
        assertThat(lines.get(1)).isEqualTo("1h");
        assertThat(lines.get(2)).startsWith("failed (error): ");
        assertThat(lines.get(3)).isEqualTo("2h");
        retried(0, "4 ok, 0 failed", "error");
        assertThat(Lab.lines(lab.file("out.txt")).get(2)).isEqualTo("soon");
    }

    private void retried(int status, String words, String... reasons) {
        var retry = lab.masterOf("master", "retry", "--job", "j");
        for (var reason : reasons) {
            retry.with("--reason", reason);
        }
        var program = lab.run(retry);
        assertThat(program.status()).as(program::err).isEqualTo(status);
        assertThat(program.err()).contains(words);
    }

    @Test
    void what_cannot_be_retried_is_told_in_a_line() {
        lab.serve();
        lab.run(lab.masterOf("master", "retry", "--job", "none"))
                .assertRefused(5, "there is no job none at this broker");
        lab.run(lab.masterOf("master", "retry")).assertRefused(2, "job is missing");
        lab.run(lab.masterOf("master", "retry", "--job", "j", "--reason", "rain"))
                .assertRefused(2, "reason must be some of error, timeout, crash");
        lab.run(lab.masterOf("master", "submit", "--job", "open", "1")).assertEndedWith(0, "1 task is in queue");
        lab.run(lab.masterOf("master", "retry", "--job", "open"))
                .assertRefused(5, "job open is not finished", "master collect --job open");
        runWithFailures(lab.masterOf("master", "run", "--output", "out.txt"));
        lab.run(lab.masterOf("master", "retry", "--job", "j", "--format", "csv", "--output", "out.txt"))
                .assertRefused(5, "results as text, not as csv");
        lab.write("out.txt", List.of("changed"));
        lab.run(lab.masterOf("master", "retry", "--job", "j")).assertRefused(5, "has 8 bytes, but the job has written");
        assertThat(said("failed", "--json", "--limit", "50")).contains("\"task\":\"broken 7\"", "\"more\":false");
    }
}
