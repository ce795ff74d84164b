package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.admin.JobList;
import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.QueueList;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.master.admin.WorkerList;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskSeriesTest {

    private final TaskCounts counts = new TaskCounts();

    private static Overview overview() {
        var running = new JobState(new JobName("monday"), null, JobState.Phase.RUNNING, 100, new Tally(60, 3, 2, 1));
        return new Overview(
                "tcp://h:1",
                "2",
                Duration.ZERO,
                new QueueList(List.of()),
                new JobList(List.of(running)),
                new WorkerList(List.of()));
    }

    private String page(Supplier<Overview> overview) {
        var nobody = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[0];
            }
        };
        var content = new WebContent(Path.of("none"), nobody, new CompositeMeterRegistry(), counts, overview);
        try (var metrics = Metrics.of(content)) {
            return metrics.registry().scrape();
        }
    }

    @Test
    void what_has_passed_the_broker_is_counted() {
        counts.queue("tasks").sent(10, 0, 1);
        counts.answered(10, 2, 1, 90_000);
        counts.failedForGood(Reason.CRASH);
        assertThat(page(TaskSeriesTest::overview))
                .contains("taskmaster_tasks_submitted_total{queue=\"tasks\"} 10.0\n")
                .contains("taskmaster_tasks_retried_total{queue=\"tasks\"} 0.0\n")
                .contains("taskmaster_results_total{outcome=\"ok\"} 7.0\n")
                .contains("taskmaster_results_total{outcome=\"failed\"} 2.0\n")
                .contains("taskmaster_results_total{outcome=\"again\"} 1.0\n")
                .contains("taskmaster_tasks_failed_total{reason=\"crash\"} 1.0\n")
                .contains("taskmaster_chunk_tasks_bucket{le=\"10.0\"} 1\n", "taskmaster_chunk_tasks_sum 10.0\n")
                .contains("taskmaster_handler_seconds_count 9\n", "taskmaster_handler_seconds_sum 0.09\n")
                .contains("taskmaster_handler_seconds_bucket{le=\"0.005\"} 0\n")
                .contains("taskmaster_handler_seconds_bucket{le=\"0.01\"} 9\n")
                .contains("process_start_time_seconds ", "process_cpu_seconds_total ", "jvm_memory_used_bytes");
    }

    @Test
    void jobs_have_their_own() {
        assertThat(page(TaskSeriesTest::overview))
                .contains("taskmaster_broker_answers 1.0\n")
                .contains("taskmaster_jobs{state=\"running\"} 1.0\n", "taskmaster_jobs{state=\"finished\"} 0.0\n")
                .contains("taskmaster_job_tasks_submitted_total{job_name=\"monday\"} 100.0\n")
                .contains("taskmaster_job_tasks_collected_total{job_name=\"monday\"} 66.0\n")
                .contains("taskmaster_job_tasks_failed_total{job_name=\"monday\",reason=\"timeout\"} 2.0\n")
                .contains("taskmaster_job_tasks_out{job_name=\"monday\"} 34.0\n");
    }

    @Nested
    class A_broker_that_does_not_tell {

        @Test
        void leaves_the_other_counts() {
            counts.answered(1, 0, 0, 1);
            assertThat(page(() -> {
                        throw new BrokerUnreachableException("no broker answers");
                    }))
                    .contains("taskmaster_broker_answers 0.0\n", "taskmaster_results_total{outcome=\"ok\"} 1.0\n")
                    .doesNotContain("taskmaster_jobs");
        }

        @Test
        void because_it_is_asked_no_more_leaves_them_too() {
            var look = new BoundedLook(TaskSeriesTest::overview, BoundedLook.PATIENCE);
            assertThat(look.now()).isPresent();
            look.close();
            assertThat(look.now()).isEmpty();
        }

        @Test
        void is_waited_for_no_longer_than_a_scrape_can_wait_and_not_asked_twice() {
            var asked = new AtomicInteger();
            var answers = new CountDownLatch(1);
            Supplier<Overview> slow = () -> {
                asked.incrementAndGet();
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return overview();
            };
            try (var look = new BoundedLook(slow, Duration.ofMillis(20))) {
                assertThat(look.now()).isEmpty();
                assertThat(look.now()).isEmpty();
                assertThat(asked).hasValue(1);
                answers.countDown();
            }
        }
    }
}
