package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the lab, whose containers are killed, frozen and made again meanwhile. */
class LabIT {

    private static final SlowTasks TASKS = new SlowTasks(10_000);
    private static final int WORKERS = 3;

    @SuppressWarnings("NullAway.Init")
    private static ComposeLab lab;

    @BeforeAll
    static void open() {
        lab = ComposeLab.open(SlowTasks.WORKERS);
    }

    @BeforeEach
    void bring_up_what_is_missing() {
        lab.up(WORKERS);
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void a_job_ends_whole_while_one_worker_is_killed_and_another_is_frozen_past_its_time(@TempDir Path directory)
            throws IOException {
        try (var job = lab.client(TASKS.write(directory), "run", "--input", "-", "--format", "csv")) {
            TASKS.awaitTenth(job);
            var workers = lab.containers("worker");
            Engine.kill(workers.get(0));
            Engine.freeze(workers.get(1));
            await("the broker gives up both").atMost(Duration.ofMinutes(1)).until(() -> connectedWorkers() == 1);
            assertThat(job.isAlive()).as("the job goes on with the third").isTrue();
            Engine.docker("unpause", workers.get(1));
            TASKS.assertWhole(job.success(Duration.ofMinutes(3)));
            await("the frozen one sees that it was given up, and comes back")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(Engine.logs(workers.get(1)))
                            .containsPattern("(?s)is lost: connecting again.*connected to"));
        }
    }

    @Test
    void a_job_goes_on_after_its_broker_was_killed_and_made_again_on_the_same_volume(@TempDir Path directory)
            throws IOException {
        var tasks = TASKS.write(directory);
        String[] command = {"run", "--job", "crash", "--input", "-", "--format", "csv", "--output", "crash.csv"};
        try (var job = lab.client(tasks, command)) {
            await("some results in the file")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> read("crash.csv").lines().count() > TASKS.count() / 10 || !job.isAlive());
            var broker = lab.containers("master").get(0);
            Engine.kill(broker);
            Engine.docker("rm", broker);
            assertThat(job.status(ComposeLab.LIMIT)).as(job::toString).isEqualTo(3);
            assertThat(read("crash.csv").lines().count())
                    .as("results until then")
                    .isLessThan(TASKS.count());

            lab.compose("up", "-d", "master");
            assertThat(lab.containers("master")).doesNotContain(broker);
            lab.client(tasks, command).success(Duration.ofMinutes(3));
            TASKS.assertWhole(read("crash.csv"));
        }
    }

    @Test
    void results_are_on_standard_output_in_their_order_and_the_status_is_that_of_the_job() {
        assertThat(lab.client(Engine.NO_INPUT, "run", "--keep-order", "3ms", "1ms", "2ms")
                        .success(ComposeLab.LIMIT))
                .isEqualTo("3ms\n1ms\n2ms\n");
        assertThat(lab.client(Engine.NO_INPUT, "run", "--retries", "0", "soon").status(ComposeLab.LIMIT))
                .isOne();
    }

    /** A file of the clients' volume, empty while it is not there. */
    private static String read(String file) {
        return lab.compose(
                "run", "--rm", "-T", "--no-deps", "--entrypoint", "bash", "client", "-c", "cat " + file + " || true");
    }

    private static long connectedWorkers() {
        return lab.client(Engine.NO_INPUT, "status")
                .success(ComposeLab.LIMIT)
                .lines()
                .filter(line -> line.startsWith("workers "))
                .mapToLong(line -> Long.parseLong(line.replaceAll("^workers +(\\d+) .*", "$1")))
                .sum();
    }
}
