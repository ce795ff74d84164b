package dev.taskmaster.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A short run of what {@code scripts/chaos} does at length. */
class ChaosIT {

    @Test
    void nothing_is_lost_or_counted_twice_whoever_is_killed() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "test-data")).toAbsolutePath(), "chaos-");
        var outcome = new Chaos(4_000, 14, 7, true).run(directory);
        assertThat(outcome.verdict()).isEqualTo(new Verdict(0, 0, 0, false));
        assertThat(outcome.kills().total()).isGreaterThanOrEqualTo(14);
        assertThat(outcome.handlerRuns()).isGreaterThanOrEqualTo(4_000L * outcome.jobs());
    }
}
