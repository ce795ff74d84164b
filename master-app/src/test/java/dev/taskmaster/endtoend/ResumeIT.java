package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResumeIT {

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    /** One job; its master is killed 20 times: while it submits, while it collects, right after a write, at random. */
    @Test
    void a_job_whose_master_is_killed_again_and_again_ends_as_if_undisturbed() throws IOException {
        var payloads = IntStream.range(0, 60_000).mapToObj(Integer::toString).toList();
        var input = lab.write("input.txt", payloads);
        var output = lab.file("out.txt");
        var random = new Random(20);
        lab.start(lab.worker("--handler", "echo", "--concurrency", "2"));
        int cutBack = 0;
        int wentOn = 0;
        for (int kill = 0; kill < 20; kill++) {
            var master = lab.start(run(input, "--chunk", "5"));
            Lab.awaitSaying(master, kill == 0 ? "on queue" : "tasks are submitted");
            switch (kill % 3) {
                case 0 -> awaitGrowth(output, 1);
                case 1 -> pause(random.nextInt(60));
                default -> awaitGrowth(output, 1 + random.nextInt(20));
            }
            assertThat(master.isAlive()).as(master::err).isTrue();
            master.kill();
            cutBack += master.err().contains("cut ") ? 1 : 0;
            wentOn += master.err().contains("tasks are submitted") ? 1 : 0;
        }
        var last = lab.run(run(input));
        assertThat(last.status()).as(last::err).isZero();
        assertThat(output).hasSameBinaryContentAs(input);
        assertThat(wentOn).isEqualTo(19);
        assertThat(cutBack).as("kills between the write and its commit").isPositive();
    }

    private Program.Start run(Path input, String... more) {
        return lab.master("run", "--job", "j", "--input", input.toString(), "--output", "out.txt", "--keep-order")
                .with(more);
    }

    /**
     * Returns at the very moment of a write, which is before its commit. A worker that looks for a dead master's port may,
     * rarely, be connected to itself by TCP, and notices it after its call's limit of 30 s.
     */
    private static void awaitGrowth(Path file, int times) {
        long deadline = System.nanoTime() + Duration.ofSeconds(75).toNanos();
        for (int i = 0; i < times; i++) {
            long before = size(file);
            while (size(file) <= before) {
                assertThat(System.nanoTime()).as("the output grows").isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    /** Nothing for a file that is not there yet. */
    private static long size(Path file) {
        return file.toFile().length();
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis + 1L)).until(() -> true);
    }

    @Nested
    class IsRefusedWithStatus5 {

        private final List<String> tasks = List.of("1", "2", "3");

        @Test
        void when_the_input_has_changed() {
            var input = lab.write("input.txt", tasks);
            submit(input);
            lab.write("input.txt", List.of("1", "4", "3"));
            var changed = lab.run(runJob(input));
            changed.assertEndedWith(5, "the input of job j has changed");
            lab.write("input.txt", List.of("1", "2"));
            lab.run(runJob(input)).assertEndedWith(5, "the input of job j has changed");
            lab.write("input.txt", List.of("1", "2", "3", "4"));
            lab.run(runJob(input)).assertEndedWith(5, "the input of job j has changed");
            lab.run(lab.master("submit", "--job", "j", "--input", input.toString()))
                    .assertEndedWith(5, "the input of job j has changed");
        }

        @Test
        void when_it_is_finished_unless_told_to_restart() {
            var input = lab.write("input.txt", tasks);
            lab.start(lab.worker("--concurrency", "1"));
            assertThat(lab.run(runJob(input)).status()).isZero();
            lab.run(runJob(input)).assertEndedWith(5, "job j is finished (3 ok, 0 failed)");
            var again = lab.run(runJob(input).with("--restart"));
            assertThat(again.status()).as(again::err).isZero();
            assertThat(Lab.lines(lab.file("out.txt"))).hasSize(3);
        }

        @Test
        void when_another_master_runs_it_on_the_same_data() {
            var input = lab.write("input.txt", tasks);
            var first = lab.start(runJob(input));
            Lab.awaitSaying(first, "on queue");
            lab.run(runJob(input)).assertEndedWith(5, "job j is being run by process " + first.id());
        }

        @Test
        void when_another_master_runs_it_at_the_same_broker() {
            var input = lab.write("input.txt", tasks);
            lab.serve();
            var first = lab.start(lab.masterOf("master", "run", "--job", "j", "--input", input.toString()));
            Lab.awaitSaying(first, "on queue");
            lab.run(lab.masterOf("master", "run", "--job", "j", "--input", input.toString()))
                    .assertEndedWith(5, "job j is being collected by another master");
            lab.run(lab.masterOf("master", "collect", "--job", "j"))
                    .assertEndedWith(5, "job j is being collected by another master");
            lab.run(lab.masterOf("master", "submit", "--job", "j", "--input", input.toString()))
                    .assertEndedWith(5, "job j is being submitted by another master");
        }

        @Test
        void when_its_output_is_another_one() {
            var input = lab.write(
                    "input.txt", IntStream.range(0, 50).mapToObj(i -> "100ms").toList());
            lab.start(lab.worker("--handler", "sleep", "--concurrency", "1"));
            var first = lab.start(runJob(input).with("--chunk", "1"));
            awaitGrowth(lab.file("out.txt"), 3);
            first.signal("TERM");
            assertThat(first.awaitEnd(Duration.ofSeconds(20))).isEqualTo(143);
            lab.run(lab.master("run", "--job", "j", "--input", input.toString(), "--output", "other.txt"))
                    .assertEndedWith(5, "results to " + lab.file("out.txt"), "give --output " + lab.file("out.txt"));
            lab.run(runJob(input).with("--keep-order"))
                    .assertEndedWith(
                            5, "results as text, not as text in order: give the same --format and --keep-order");
        }

        @Test
        void when_there_is_no_such_job_to_collect() {
            lab.run(lab.master("collect", "--job", "none")).assertEndedWith(5, "there is no job none at this broker");
        }

        private void submit(Path input) {
            assertThat(lab.run(lab.master("submit", "--job", "j", "--input", input.toString()))
                            .status())
                    .isZero();
        }

        private Program.Start runJob(Path input) {
            return lab.master("run", "--job", "j", "--input", input.toString(), "--output", "out.txt");
        }
    }

    @Test
    void a_job_is_submitted_here_and_collected_there_repeatedly() {
        lab.serve();
        var input = lab.write(
                "input.txt", IntStream.range(0, 400).mapToObj(i -> "5ms").toList());
        assertThat(lab.run(lab.masterOf("master", "submit", "--job", "j", "--input", input.toString()))
                        .status())
                .isZero();
        var early = lab.run(lab.masterOf("master", "collect", "--job", "j", "--timeout", "1s"));
        early.assertEndedWith(124, "400 tasks of job j are waiting");
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "1"));
        var first = lab.start(lab.masterOf("master", "collect", "--job", "j"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> first.out().length() > 100);
        first.signal("INT");
        assertThat(first.awaitEnd(Duration.ofSeconds(20))).isEqualTo(130);
        var second = lab.run(lab.masterOf("master", "collect", "--job", "j"));
        assertThat(second.status()).as(second::err).isZero();
        assertThat(first.out().lines().count() + second.out().lines().count()).isEqualTo(400);
    }
}
