package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator's commands say of a broker in another process is what is true there. */
class OperatorIT {

    private static final int WRONG_USE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 4;
    private static final int NOT_FOUND = 5;
    private static final int TERMINATED = 143;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    /** It finds the broker by the data directory where it works. */
    private String said(String... command) {
        var program = lab.run(lab.command(command));
        assertThat(program.status()).as(program::err).isZero();
        return program.out();
    }

    @Test
    void queues_jobs_workers_and_failed_tell_the_truth_while_a_job_runs_and_after_it() {
        lab.serve();
        var tasks = IntStream.range(0, 10).mapToObj(i -> i < 2 ? "1h" : "1ms").toList();
        var input = lab.write("tasks.txt", tasks).toString();
        // Two tasks hold the two slots until their time is over; the others wait meanwhile, one in each message.
        var job = lab.start(lab.masterOf(
                "master",
                "run",
                "--job",
                "monday",
                "--queue",
                "slow",
                "--input",
                input,
                "--chunk",
                "1",
                "--task-timeout",
                "30s",
                "--retries",
                "0"));
        // Once a worker is there, no more is sent than it needs.
        Awaitility.await().atMost(PATIENCE).until(() -> said("jobs", "--json").contains("\"submitted\":10,"));
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "2", "--name", "north", "--queue", "slow"));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said("workers", "--json"))
                        .startsWith("{\"workers\":[{\"worker\":\"north\",")
                        .contains("\"user\":\"worker\"", "\"queue\":\"tasks.slow\"", "\"slots\":2")
                        .doesNotContain("\"in_hand\":0")
                        .hasLineCount(1));
        assertThat(said("jobs", "--json"))
                .contains("{\"job\":\"monday\",\"queue\":\"slow\",\"state\":\"running\",\"submitted\":10,")
                .contains("\"timeout\":0", "\"complete\":true");
        assertThat(said("queues", "--json"))
                .contains("{\"queue\":\"tasks.slow\",", "{\"queue\":\"results.monday\",")
                .containsPattern("\"queue\":\"tasks.slow\",\"waiting\":\\d+,\"delayed\":0,\"delivering\":[2-9]\\d*,"
                        + "\"consumers\":[2-4],\"added\":1\\d,");
        assertThat(said("failed", "--json")).isEqualTo("{\"failed\":[],\"more\":false}\n");

        assertThat(job.awaitEnd(PATIENCE)).as(job::err).isEqualTo(1);
        assertThat(said("jobs", "--json"))
                .isEqualTo("{\"jobs\":[{\"job\":\"monday\",\"queue\":\"slow\",\"state\":\"finished\",\"submitted\":10,"
                        + "\"ok\":8,\"error\":0,\"timeout\":2,\"crash\":0,\"out\":0,\"complete\":true}]}\n");
        assertThat(said("failed", "--json", "--job", "monday"))
                .contains("\"job\":\"monday\",\"index\":0,\"attempts\":1,\"reason\":\"timeout\",", "\"index\":1,")
                .contains("\"task\":\"1h\"", "\"more\":false")
                .doesNotContain("\"index\":2,");
        assertThat(said("queues", "--json"))
                .containsPattern("\"queue\":\"tasks.slow\",\"waiting\":0,\"delayed\":0,\"delivering\":0,"
                        + "\"consumers\":[2-4],\"added\":(\\d+),\"acknowledged\":\\1,\"paused\":false")
                .doesNotContain("results.monday");
        assertThat(said("workers", "--json")).contains("\"in_hand\":0");
        assertThat(said("status", "--json"))
                .contains("\"workers\":1,\"slots\":2,\"jobs_running\":0,\"jobs_finished\":1,\"tasks_out\":0,")
                .contains("\"messages_waiting\":0,\"messages_in_hand\":0,\"dead_letters\":2}");
        assertThat(said("status")).contains("workers       1 with 2 slots\n", "dead letters  2\n");
    }

    @Test
    void jobs_workers_and_status_tell_the_truth_of_a_worker_that_is_killed() {
        lab.serve();
        var doomed = lab.start(lab.worker("--handler", "sleep", "--concurrency", "1", "--name", "doomed"));
        var tasks = IntStream.range(0, 10).mapToObj(i -> i == 0 ? "8s" : "1ms").toList();
        var input = lab.write("tasks.txt", tasks).toString();
        var job = lab.start(
                lab.masterOf("master", "run", "--job", "tuesday", "--input", input, "--chunk", "1", "--keep-order"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said("workers", "--json"))
                        .contains("\"worker\":\"doomed\"", "\"running\":1,\"done\":0,\"failed\":0"));

        doomed.kill();
        assertThat(said("workers", "--json")).isEqualTo("{\"workers\":[]}\n");
        assertThat(said("jobs", "--json"))
                .contains("\"state\":\"running\",\"submitted\":10,\"ok\":0,")
                .contains("\"out\":10,");
        assertThat(said("status", "--json")).contains("\"workers\":0,\"slots\":0,\"jobs_running\":1,");

        lab.start(lab.worker("--handler", "sleep", "--concurrency", "1", "--name", "heir"));
        assertThat(job.awaitEnd(PATIENCE)).as(job::err).isZero();
        assertThat(job.out().lines()).containsExactlyElementsOf(tasks);
        assertThat(said("jobs", "--json"))
                .contains("\"state\":\"finished\",\"submitted\":10,\"ok\":10,\"error\":0,\"timeout\":0,\"crash\":0,");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said("workers", "--json"))
                        .contains("\"worker\":\"heir\"", "\"running\":0,\"done\":10,\"failed\":0")
                        .doesNotContain("doomed"));
        assertThat(said("status", "--json"))
                .contains("\"workers\":1,\"slots\":1,\"jobs_running\":0,\"jobs_finished\":1,\"tasks_out\":0,")
                .contains("\"dead_letters\":0}");
    }

    @Test
    void a_paused_queue_is_resumed_and_a_purged_one_is_empty() {
        lab.serve();
        lab.run(lab.masterOf("master", "submit", "1", "2", "3", "--job", "held", "--chunk", "1"))
                .assertEndedWith(0, "3 tasks are in queue tasks");
        lab.run(lab.command("pause", "tasks")).assertEndedWith(0, "queue tasks is paused");
        assertThat(said("queues")).containsPattern("\ntasks +3 .* paused\n");
        lab.run(lab.command("resume", "tasks")).assertEndedWith(0, "queue tasks gives out");
        assertThat(said("queues")).containsPattern("\ntasks +3 .* -\n");

        lab.run(lab.command("purge", "tasks")).assertRefused(WRONG_USE, "yes is missing");
        assertThat(said("queues", "--json")).contains("{\"queue\":\"tasks\",\"waiting\":3,");
        lab.run(lab.command("purge", "tasks", "--yes")).assertEndedWith(0, "queue tasks: 3 messages are removed");
        assertThat(said("queues", "--json")).contains("{\"queue\":\"tasks\",\"waiting\":0,");
    }

    @Test
    void a_cancelled_job_is_gone_and_its_master_ends() {
        lab.serve();
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "1"));
        var job = lab.start(lab.masterOf(
                "master", "run", "1ms", "1h", "2h", "--job", "monday", "--chunk", "1", "--output", "out.txt"));
        Awaitility.await().atMost(PATIENCE).until(() -> said("jobs", "--json").contains("\"submitted\":3,\"ok\":1,"));
        lab.run(lab.command("cancel", "monday")).assertEndedWith(0, "job monday is cancelled");
        job.awaitEnd(PATIENCE);
        job.assertEndedWith(NOT_FOUND, "job monday was cancelled");
        assertThat(said("jobs", "--json")).isEqualTo("{\"jobs\":[]}\n");
        assertThat(said("queues", "--json"))
                .contains("{\"queue\":\"tasks\",\"waiting\":0,")
                .doesNotContain("results.monday");
        lab.run(lab.command("cancel", "monday")).assertRefused(NOT_FOUND, "no job monday", "master jobs");
    }

    @Test
    void watching_prints_an_object_a_line_until_a_signal() {
        lab.serve();
        var watch = lab.start(lab.command("status", "--json", "--watch"));
        Awaitility.await().atMost(PATIENCE).until(() -> watch.out().lines().count() >= 3);
        watch.signal("TERM");
        assertThat(watch.awaitEnd(PATIENCE)).as(watch::err).isEqualTo(TERMINATED);
        assertThat(watch.out().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void watching_clears_a_terminal_whatever_its_input_is() {
        lab.serve();
        var watch = lab.start(lab.command("status", "--watch").withoutInput().onTerminal(80));
        Awaitility.await().atMost(PATIENCE).until(() -> watch.out().split("\u001b\\[H\u001b\\[J", -1).length > 2);
        var elsewhere = lab.start(lab.command("status", "--watch"));
        Awaitility.await().atMost(PATIENCE).until(() -> elsewhere.out().split("task queues", -1).length > 2);
        assertThat(elsewhere.out()).doesNotContain("\u001b");
    }

    @Test
    void without_a_broker_it_is_told_how_to_start_one_and_none_is_started() {
        lab.run(lab.command("status")).assertRefused(UNREACHABLE, "no broker runs on", "master serve");
        assertThat(lab.data()).doesNotExist();
        var broker = lab.serve();
        broker.signal("TERM");
        broker.awaitEnd(PATIENCE);
        for (var command : List.of("status", "queues", "jobs", "workers", "failed", "pause", "resume")) {
            var start = lab.command(command);
            lab.run(command.equals("pause") || command.equals("resume") ? start.with("tasks") : start)
                    .assertRefused(UNREACHABLE, "no broker answers at", "master serve");
        }
    }

    @Test
    void what_is_wrong_is_told_in_a_line() {
        lab.serve();
        lab.run(lab.masterOf("worker", "queues")).assertRefused(REFUSED, "may not look at the queues");
        lab.run(lab.command("pause", "nothing")).assertRefused(NOT_FOUND, "no task queue nothing", "master queues");
        lab.run(lab.command("pause", "a.b")).assertRefused(WRONG_USE, "queue must be 1 to 100 letters");
        lab.run(lab.command("resume")).assertRefused(WRONG_USE, "QUEUE");
        lab.run(lab.command("failed", "--limit", "0")).assertRefused(WRONG_USE, "limit must be a whole number from 1");
        lab.run(lab.command("queues", "--url", "tcp://127.0.0.1:1"))
                .assertRefused(UNREACHABLE, "no broker answers at tcp://127.0.0.1:1");
    }
}
