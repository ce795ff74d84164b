package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Masters that share a broker and its workers. {@code -Dtaskmaster.many.workers=20} makes twenty processes of the twenty
 * slots; how the jobs fared is in {@code target/many-masters.txt}.
 */
class ManyMastersIT {

    private static final int SLOTS = 20;
    private static final int WORKERS = Integer.getInteger("taskmaster.many.workers", 4);
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    /** All the work is 9 s for the slots, and a few seconds are usual; but the machine may be busy with others. */
    private static final Duration STARVED = Duration.ofSeconds(60);

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    /** A job whose payloads are the times that its tasks take, each other than all others, and its master. */
    private final class Job {

        private final String name;
        private final List<String> payloads;
        private final long micros;
        private final int priority;
        private final Program master;
        private Duration first = Duration.ZERO;
        private Duration end = Duration.ZERO;

        Job(String name, int tasks, long micros, int priority) {
            this.name = name;
            this.micros = micros * tasks;
            this.priority = priority;
            this.payloads = LongStream.range(0, tasks)
                    .mapToObj(task -> "sleep " + (micros + task) + "us")
                    .toList();
            this.master = lab.start(lab.masterOf(
                    "master",
                    "run",
                    "--job",
                    name,
                    "--input",
                    lab.write(name + ".txt", payloads).toString(),
                    "--output",
                    output().toString(),
                    "--keep-order",
                    "--priority",
                    Integer.toString(priority)));
        }

        private Path output() {
            return lab.file(name + ".out");
        }

        void awaitBegin() {
            Lab.awaitSaying(master, "on queue");
        }

        int results() {
            return Files.exists(output()) ? Lab.lines(output()).size() : 0;
        }

        boolean isOver(Duration now) {
            if (first.isZero() && results() > 0) {
                first = now;
            }
            if (end.isZero() && !master.isAlive()) {
                end = now;
            }
            return !end.isZero();
        }

        void assertExact() {
            assertThat(master.awaitEnd(PATIENCE)).as(master::err).isZero();
            assertThat(Lab.lines(output())).isEqualTo(payloads);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-8s  priority %d  %,7d tasks  %6.1f s of work  first result after %5.2f s  end after %5.2f s  share of"
                            + " the slots until then %4.1f %%",
                    name,
                    priority,
                    payloads.size(),
                    micros / 1e6,
                    first.toMillis() / 1e3,
                    end.toMillis() / 1e3,
                    100 * micros / 1e3 / SLOTS / Math.max(1, end.toMillis()));
        }
    }

    private void startWorkers(int workers, int slots) {
        for (int worker = 0; worker < workers; worker++) {
            lab.start(lab.worker("--handler", "bench", "--concurrency", Integer.toString(slots / workers)));
        }
        Awaitility.await("all slots")
                .atMost(PATIENCE)
                .until(() -> said("status", "--json").contains("\"slots\":" + slots));
    }

    private String said(String... command) {
        var program = lab.run(lab.command(command));
        assertThat(program.status()).as(program::err).isZero();
        return program.out();
    }

    @Test
    void ten_jobs_of_different_size_and_priority_are_each_exact_and_none_starves() {
        lab.serve();
        startWorkers(WORKERS, SLOTS);
        said("pause", "tasks");
        var jobs = List.of(
                new Job("alarm", 40, 500_000, 9),
                new Job("urgent", 2_000, 10_000, 7),
                new Job("long", 60, 1_000_000, 4),
                new Job("many", 5_000, 4_000, 4),
                new Job("medium", 100, 200_000, 4),
                new Job("small", 10, 100_000, 4),
                new Job("single", 1, 50_000, 4),
                new Job("low", 200, 101_000, 2),
                new Job("lowest", 100, 102_000, 0),
                new Job("nightly", 1_000, 5_000, 0));
        jobs.forEach(Job::awaitBegin);
        // All of them have tasks in the queue when the first one is given out.
        Awaitility.await().atMost(PATIENCE).until(() -> said("jobs", "--json").split("\"out\":[1-9]").length > 10);
        said("resume", "tasks");
        var began = System.nanoTime();

        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jobs.stream()
                        .map(job -> job.isOver(Duration.ofNanos(System.nanoTime() - began)))
                        .reduce(true, Boolean::logicalAnd));

        jobs.forEach(Job::assertExact);
        write(jobs.stream().map(Job::line).toList());
        assertThat(jobs).allSatisfy(job -> assertThat(job.first).as(job::line).isLessThan(STARVED));
    }

    private static void write(List<String> figures) {
        try {
            Files.write(Path.of("target", "many-masters.txt"), figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_job_of_a_higher_priority_overtakes_one_that_runs_and_leaves_it_a_tenth() {
        lab.serve();
        startWorkers(1, 4);
        var low = new Job("low", 3_000, 100_000, 3);
        Awaitility.await().atMost(PATIENCE).until(() -> low.results() > 20);

        var high = new Job("high", 100, 100_000, 8);
        var seen = new ArrayList<Integer>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (high.results() > 0) {
                seen.add(low.results());
            }
            return high.results() == 100;
        });

        int gained = seen.get(seen.size() - 1) - seen.get(0);
        assertThat(low.master.isAlive()).as("the low one runs on").isTrue();
        // In equal shares it would be as many as the other's, which are 100; a tenth is 11.
        assertThat(gained).isBetween(2, 40);
        high.assertExact();
        said("cancel", "low");
    }
}
