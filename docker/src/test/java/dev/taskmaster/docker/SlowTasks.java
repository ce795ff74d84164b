package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tasks for the handler {@code sleep}, of 20 ms each, and what a job of them must have written as CSV.
 *
 * @param count how many
 */
record SlowTasks(int count) {

    /** What to lay over a lab's own file for workers that do them. */
    static final String WORKERS = "src/test/resources/slow-work.yaml";

    /** Writes them as a job's input. */
    Path write(Path directory) throws IOException {
        return Files.write(directory.resolve("tasks"), Collections.nCopies(count, "20ms"));
    }

    /** Waits until a job has written more than a tenth of the results, and has not ended. */
    void awaitTenth(Call job) {
        await("results")
                .atMost(Duration.ofMinutes(1))
                .until(() -> job.out().lines().count() > count / 10 || !job.isAlive());
        assertThat(job.isAlive()).as(job::toString).isTrue();
    }

    /** That there is one result for each task, after the line of the columns, and none twice. */
    void assertWhole(String results) {
        List<Integer> indexes = results.lines()
                .skip(1)
                .map(line -> line.replaceFirst(",ok,20ms,$", ""))
                .map(Integer::valueOf)
                .sorted()
                .toList();
        assertThat(indexes).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
