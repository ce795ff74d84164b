package dev.taskmaster.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.Tally;
import dev.taskmaster.message.WorkerReport;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed, for people and for scripts. */
class ViewTest {

    private static final QueueList QUEUES = new QueueList(List.of(
            new QueueState("DLQ", 1, 0, 0, 0, 1, 0, false),
            new QueueState("tasks.copies", 5, 1, 2, 4, 1_000, 993, true),
            new QueueState("tasks", 0, 0, 0, 0, 0, 0, false)));

    private static final JobList JOBS = new JobList(List.of(
            new JobState(
                    new JobName("tuesday"),
                    new QueueName("copies"),
                    JobState.Phase.RUNNING,
                    1_000,
                    new Tally(900, 3, 2, 1)),
            new JobState(new JobName("monday"), null, JobState.Phase.FINISHED, 10, new Tally(10, 0, 0, 0))));

    private static final WorkerList WORKERS = new WorkerList(List.of(
            new WorkerState(
                    "north",
                    "10.0.0.7:40112",
                    "worker",
                    "tasks.copies",
                    2,
                    4,
                    3,
                    Instant.parse("2026-11-24T08:30:00.123Z"),
                    new WorkerReport(
                            1_200,
                            7,
                            2,
                            Instant.parse("2026-11-24T08:45:10.5Z"),
                            new WorkerReport.Longest("monday:17", Duration.ofMillis(2_500)))),
            new WorkerState(
                    "",
                    "10.0.0.8:5",
                    "admin",
                    "tasks.copies",
                    null,
                    1,
                    0,
                    Instant.parse("2026-11-24T08:30:00Z"),
                    null)));

    private static final FailedList FAILED = new FailedList(
            List.of(
                    new FailedTask("monday", 7L, 3, "error", "no such file: \u00e4", "x".repeat(60)),
                    new FailedTask(null, null, null, "broker", "given up", "raw")),
            true);

    @Test
    void queues() {
        assertThat(QUEUES.table()).isEqualTo("""
                queue         waiting  delayed  delivering  consumers  added  acknowledged  paused
                tasks               0        0           0          0      0             0  -
                tasks.copies        5        1           2          4  1,000           993  paused
                DLQ                 1        0           0          0      1             0  -
                """);
        assertThat(QUEUES.json())
                .startsWith("{\"queues\":[{\"queue\":\"tasks\",")
                .contains("{\"queue\":\"tasks.copies\",\"waiting\":5,\"delayed\":1,\"delivering\":2,\"consumers\":4,"
                        + "\"added\":1000,\"acknowledged\":993,\"paused\":true}")
                .endsWith("]}")
                .hasLineCount(1);
        assertThat(QUEUES.waiting("tasks.copies")).isEqualTo(5);
        assertThat(QUEUES.waiting("tasks.other")).isZero();
    }

    @Test
    void jobs() {
        assertThat(JOBS.table()).isEqualTo("""
                job      queue   state     submitted   ok  error  timeout  crash  out  complete
                monday   -       finished         10   10      0        0      0    0  yes
                tuesday  copies  running       1,000  900      3        2      1   94  yes
                """);
        assertThat(JOBS.json())
                .isEqualTo("{\"jobs\":[{\"job\":\"monday\",\"queue\":null,\"state\":\"finished\",\"submitted\":10,"
                        + "\"ok\":10,\"error\":0,\"timeout\":0,\"crash\":0,\"out\":0,\"complete\":true},"
                        + "{\"job\":\"tuesday\",\"queue\":\"copies\",\"state\":\"running\",\"submitted\":1000,"
                        + "\"ok\":900,\"error\":3,\"timeout\":2,\"crash\":1,\"out\":94,\"complete\":true}]}");
    }

    @Test
    void workers() {
        assertThat(WORKERS.table()).isEqualTo("""
                worker  address         user    queue         slots  consumers  in hand  running   done  failed  last seen             connected since
                -       10.0.0.8:5      admin   tasks.copies      -          1        0        -      -       -  -                     2026-11-24T08:30:00Z
                north   10.0.0.7:40112  worker  tasks.copies      2          4        3        2  1,200       7  2026-11-24T08:45:10Z  2026-11-24T08:30:00Z
                """);
        assertThat(WORKERS.json())
                .contains("{\"worker\":\"north\",\"address\":\"10.0.0.7:40112\",\"user\":\"worker\","
                        + "\"queue\":\"tasks.copies\",\"slots\":2,\"consumers\":4,\"in_hand\":3,"
                        + "\"running\":2,\"done\":1200,\"failed\":7,\"last_seen\":\"2026-11-24T08:45:10.500Z\","
                        + "\"longest_task\":\"monday:17\",\"longest_ms\":2500,\"version\":null,"
                        + "\"since\":\"2026-11-24T08:30:00.123Z\"}")
                .contains("\"slots\":null", "\"running\":null,\"done\":null,\"failed\":null,\"last_seen\":null,");
    }

    @Test
    void failed_tasks_are_cut_in_the_table_and_whole_in_json() {
        assertThat(FAILED.table()).isEqualTo("""
                job     index  attempts  reason  message          task
                monday      7         3  error   no such file: \u00e4  %s...
                -           -         -  broker  given up         raw
                ... and more: --limit shows them
                """.formatted("x".repeat(47)));
        assertThat(FAILED.json())
                .isEqualTo("{\"failed\":[{\"job\":\"monday\",\"index\":7,\"attempts\":3,\"reason\":\"error\","
                        + "\"message\":\"no such file: \\u00E4\",\"task\":\"" + "x".repeat(60) + "\"},"
                        + "{\"job\":null,\"index\":null,\"attempts\":null,\"reason\":\"broker\","
                        + "\"message\":\"given up\",\"task\":\"raw\"}],\"more\":true}");
    }

    @Test
    void a_broker_at_a_glance() {
        var overview =
                new Overview("tcp://127.0.0.1:61616", "2.57.0", Duration.ofMillis(90_500), QUEUES, JOBS, WORKERS);
        assertThat(overview.table()).isEqualTo("""
                broker        tcp://127.0.0.1:61616: Artemis 2.57.0, up 90.5s
                task queues   2, 1 paused
                workers       2 with 3 slots
                jobs          1 running, 1 finished
                tasks         94 out
                messages      5 waiting, 2 in hand
                dead letters  1
                """);
        assertThat(overview.json())
                .isEqualTo("{\"url\":\"tcp://127.0.0.1:61616\",\"version\":\"2.57.0\",\"uptime_ms\":90500,"
                        + "\"task_queues\":2,\"paused\":1,\"workers\":2,\"slots\":3,\"jobs_running\":1,"
                        + "\"jobs_finished\":1,\"tasks_out\":94,\"messages_waiting\":5,\"messages_in_hand\":2,"
                        + "\"dead_letters\":1}");
    }

    @Test
    void the_reason_of_a_failed_task_is_the_known_word_in_front() {
        assertThat(FailedTask.of("j", 0, 1, "timeout: after 5s: slow", "t"))
                .isEqualTo(new FailedTask("j", 0L, 1, "timeout", "after 5s: slow", "t"));
        assertThat(FailedTask.of("j", 0, 1, "oops: no", "t"))
                .isEqualTo(new FailedTask("j", 0L, 1, "error", "oops: no", "t"));
        assertThat(FailedTask.of("j", 0, 1, "", "t").reason()).isEqualTo("error");
    }
}
