package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab with a pair of brokers, of which the primary is killed and started again. */
class PairLabIT {

    private static final SlowTasks TASKS = new SlowTasks(6_000);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String IN_STEP = "this broker serves, and backup:61616 has all of its data";

    @Test
    void a_job_ends_whole_when_the_primary_is_killed_which_serves_again_when_it_comes_back(@TempDir Path directory)
            throws IOException {
        try (var lab = ComposeLab.openPair(SlowTasks.WORKERS)) {
            lab.up(2);
            var primary = lab.containers("primary").get(0);
            awaitInStep(primary, 1);
            try (var job = lab.client(TASKS.write(directory), "run", "--input", "-", "--format", "csv")) {
                TASKS.awaitTenth(job);
                Engine.kill(primary);
                TASKS.assertWhole(job.success(Duration.ofMinutes(2)));
                assertThat(job.err()).contains("connected to tcp://backup:61616");
            }
            lab.compose("start", "primary");
            awaitInStep(primary, 2);
            assertThat(lab.client(Engine.NO_INPUT, "run", "1ms").success(PATIENCE))
                    .isEqualTo("1ms\n");
        }
    }

    /** It says so once in each of its lives. */
    private static void awaitInStep(String primary, int lives) {
        await("the backup has all data")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Engine.logs(primary).lines().filter(line -> line.endsWith(IN_STEP)))
                        .hasSize(lives));
    }
}
