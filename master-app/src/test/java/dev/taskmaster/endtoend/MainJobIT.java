package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MainJobIT {

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void a_hundred_thousand_lines_of_standard_input_become_their_squares() {
        var input = lab.write("numbers.txt", numbers(100_000));
        lab.start(lab.worker("--concurrency", "2"));
        lab.start(lab.worker("--concurrency", "2"));
        var master =
                lab.run(lab.master("run", "--input", "-", "--output", "out.txt").input(input));
        assertThat(master.status()).as(master::err).isZero();
        assertThat(Lab.lines(lab.file("out.txt"))).containsExactlyInAnyOrderElementsOf(squares(100_000));
        assertThat(master.out()).isEmpty();
        assertThat(master.err()).contains("100000 tasks: 100000 ok, 0 failed");
    }

    @Test
    void a_worker_may_start_before_its_master() {
        var worker = lab.start(lab.worker("--concurrency", "1"));
        Lab.awaitSaying(worker, "wait");
        var master = lab.run(lab.master("run", "12", "7"));
        assertThat(master.status()).as(master::err).isZero();
        assertThat(master.out().lines()).containsExactlyInAnyOrder("12 * 12 = 144", "7 * 7 = 49");
    }

    @Test
    void a_master_may_end_and_start_again_under_a_running_worker() {
        var worker = lab.start(lab.worker("--concurrency", "1"));
        for (int round = 1; round <= 3; round++) {
            var master = lab.run(lab.master("run", Integer.toString(round)));
            assertThat(master.status()).as(master::err).isZero();
            assertThat(master.out()).isEqualTo(round + " * " + round + " = " + round * round + "\n");
        }
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void without_a_worker_it_says_how_to_start_one_and_ends_in_time() {
        var master = lab.run(lab.master("run", "1", "2", "3", "--timeout", "12s"));
        master.assertEndedWith(
                124,
                "no worker is connected to queue tasks, 3 tasks are waiting: start one with \"worker --config ",
                "no result for 12s: 3 tasks of job ",
                "no worker is connected");
    }

    @Test
    void kept_order_is_the_order_of_the_tasks() {
        var input = lab.write("numbers.txt", numbers(5_000));
        lab.start(lab.worker("--concurrency", "4"));
        var master = lab.run(
                lab.master("run", "--input", input.toString(), "--output", "out.txt", "--keep-order", "--chunk", "7"));
        assertThat(master.status()).as(master::err).isZero();
        assertThat(Lab.lines(lab.file("out.txt"))).containsExactlyElementsOf(squares(5_000));
    }

    @Test
    void a_queue_of_its_own_is_served_by_its_own_workers() {
        lab.start(lab.worker("--queue", "gpu", "--concurrency", "1"));
        var master = lab.run(lab.master("run", "3", "--queue", "gpu"));
        assertThat(master.out()).isEqualTo("3 * 3 = 9\n");
    }

    @Test
    void payloads_of_every_kind_survive_unchanged() {
        var payloads = new ArrayList<String>();
        payloads.add("");
        payloads.add("");
        payloads.add("Grüße, 世界, 𝄞, \u0000, \u2028, \ttab, \"quotes\", \\back\\, \r");
        payloads.add("x".repeat(5 * 1024 * 1024));
        payloads.add("ä".repeat(1024 * 1024));
        var line = "0123456789abcdef".repeat(4 * 1024);
        IntStream.range(0, 2_000).forEach(i -> payloads.add(i + line.substring(5)));
        payloads.add("");
        var input = lab.write("odd.txt", payloads);
        lab.start(lab.worker("--handler", "echo", "--concurrency", "2"));
        var master = lab.run(lab.master("run", "--input", input.toString(), "--output", "out.txt", "--keep-order"));
        assertThat(master.status()).as(master::err).isZero();
        assertThat(lab.file("out.txt")).hasSameBinaryContentAs(input);
    }

    @Test
    void a_failed_task_is_told_in_the_output_and_by_the_status() {
        lab.start(lab.worker("--concurrency", "1"));
        var master = lab.run(lab.master("run", "3", "three", "--retries", "1", "--format", "csv"));
        assertThat(master.status()).as(master::err).isEqualTo(1);
        assertThat(master.out()).startsWith("index,status,text,task\n").contains("0,ok,3 * 3 = 9,\n", "1,error,");
        assertThat(master.err()).contains("2 tasks: 1 ok, 1 failed (1 error)");
    }

    @Test
    void the_demo_speaks_the_lines_of_the_tutorial_and_leaves_nothing_behind() {
        var demo = lab.run(Program.Start.command(
                lab.file("."),
                java.nio.file.Path.of("..", "scripts", "demo")
                        .toAbsolutePath()
                        .normalize()
                        .toString()));
        assertThat(demo.status()).as(() -> demo.out() + demo.err()).isZero();
        var lines = demo.out().lines().toList();
        var put = lines.stream().filter(line -> line.startsWith("Put task ")).toList();
        assertThat(put).hasSize(10);
        var expected = put.stream()
                .map(line -> Long.parseLong(line.substring("Put task ".length(), line.length() - "...".length())))
                .map(number -> "Result: " + number + " * " + number + " = " + number * number)
                .toList();
        assertThat(lines.stream().filter(line -> line.startsWith("Result: ")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines).contains("Try get results...", "master exit.", "task queue is empty.", "worker exit.");
        assertThat(lines.stream().filter(line -> line.matches("run task \\d+ \\* \\d+\\.\\.\\.")))
                .hasSize(10);
        assertThat(lab.run(Program.Start.command(lab.file("."), "ps", "-eo", "args"))
                        .out())
                .doesNotContain("taskmaster-demo");
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    private static List<String> squares(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> number + " * " + number + " = " + (long) number * number)
                .toList();
    }
}
