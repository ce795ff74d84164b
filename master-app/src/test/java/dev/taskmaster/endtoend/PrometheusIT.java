package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.web.ConsoleClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged programs' metrics as Prometheus sees them. */
class PrometheusIT {

    private static final Pattern PLACE = Pattern.compile("metrics at http://(\\S+)/metrics");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TASKS = 2_000;
    private static final int WRONG_USE = 2;

    /** What a rate over that time is multiplied by to be a number of tasks. */
    private static final int WINDOW_SECONDS = 300;

    /** Prometheus guesses what happens between its last look and now. */
    private static final double TOLERANCE = 0.1;

    private final Lab lab = Lab.open();

    /** Where the pages are. */
    private record Places(String master, String worker) {}

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private Places startPrograms() {
        var master = lab.start(lab.master("serve", "--console", "127.0.0.1:0"));
        var worker = lab.start(lab.worker("--metrics", "127.0.0.1:0", "--concurrency", "2", "--name", "measured"));
        return new Places(place(master), place(worker));
    }

    private static String place(Program program) {
        Lab.awaitSaying(program, "metrics at ");
        Lab.awaitSaying(program, "/metrics");
        var place = PLACE.matcher(program.err());
        assertThat(place.find()).as(program::err).isTrue();
        return place.group(1);
    }

    private static String page(String place) {
        return new ConsoleClient("http://" + place).get("/metrics").body();
    }

    /** All but one succeed; that one fails, is tried again and fails for good. */
    private void runJob() {
        var tasks = new ArrayList<String>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(Integer.toString(i));
        }
        tasks.add("no number");
        var input = lab.write("tasks.txt", tasks);
        var job = lab.run(lab.masterOf(
                "master",
                "run",
                "--job",
                "counted",
                "--retries",
                "1",
                "--input",
                input.toString(),
                "--output",
                lab.file("out.txt").toString()));
        assertThat(job.status()).as(job::err).isEqualTo(1);
    }

    @Test
    void the_linter_finds_nothing_against_the_pages_before_and_after_a_job() {
        Prometheus.assumeInstalled("promtool");
        var places = startPrograms();
        Prometheus.check(lab, "master-before", page(places.master()));
        Prometheus.check(lab, "worker-before", page(places.worker()));
        runJob();
        Prometheus.check(lab, "master-after", page(places.master()));
        Prometheus.check(lab, "worker-after", page(places.worker()));
    }

    @Test
    void prometheus_knows_the_rate_of_finished_tasks() {
        Prometheus.assumeInstalled("prometheus");
        var places = startPrograms();
        var prometheus = Prometheus.start(lab, places.master(), places.worker());
        awaitValue(prometheus, "taskmaster_results_total{outcome=\"ok\"}", 0);
        awaitValue(prometheus, "taskmaster_worker_tasks_done_total", 0);
        awaitValue(prometheus, "taskmaster_worker_connected", 1);
        awaitValue(prometheus, "taskmaster_slots{queue=\"tasks\"}", 2);
        runJob();

        awaitRate(prometheus, "sum(rate(taskmaster_results_total{outcome=\"ok\"}[5m]))");
        awaitRate(prometheus, "rate(taskmaster_worker_tasks_done_total[5m])");
        awaitValue(prometheus, "taskmaster_results_total{outcome=\"ok\"}", TASKS);
        awaitValue(prometheus, "taskmaster_results_total{outcome=\"failed\"}", 2);
        awaitValue(prometheus, "taskmaster_tasks_failed_total{reason=\"error\"}", 1);
        awaitValue(prometheus, "taskmaster_tasks_submitted_total{queue=\"tasks\"}", TASKS + 1);
        awaitValue(prometheus, "taskmaster_tasks_retried_total{queue=\"tasks\"}", 1);
        awaitValue(prometheus, "taskmaster_handler_seconds_count", TASKS + 2);
        awaitValue(prometheus, "taskmaster_worker_handler_seconds_count", TASKS + 2);
        awaitValue(prometheus, "taskmaster_worker_tasks_failed_total{reason=\"error\"}", 2);
        awaitValue(prometheus, "taskmaster_job_tasks_collected_total{job_name=\"counted\"}", TASKS + 1);
        awaitValue(prometheus, "taskmaster_job_tasks_failed_total{job_name=\"counted\",reason=\"error\"}", 1);
        awaitValue(prometheus, "taskmaster_job_tasks_out{job_name=\"counted\"}", 0);
        awaitValue(prometheus, "taskmaster_jobs{state=\"finished\"}", 1);
    }

    private static void awaitValue(Prometheus prometheus, String expression, double value) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.ask(expression)).hasValue(value));
    }

    private static void awaitRate(Prometheus prometheus, String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.ask(expression).orElse(0) * WINDOW_SECONDS)
                        .isBetween(TASKS * (1 - TOLERANCE), TASKS * (1 + TOLERANCE)));
    }

    @Test
    void a_worker_without_metrics_loads_nothing_for_them() throws Exception {
        lab.serve();
        var classes = lab.file("classes");
        var plain = lab.run(lab.worker("--burst").environment("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes));
        assertThat(plain.status()).as(plain::err).isZero();
        assertThat(Files.readString(classes))
                .contains("dev.taskmaster.worker.Worker ")
                .doesNotContain("io.prometheus", "com.sun.net.httpserver", "dev.taskmaster.metrics");
    }

    @Test
    void a_workers_port_in_use_is_refused() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var place = "127.0.0.1:" + other.getLocalPort();
            lab.run(lab.worker("--metrics", place))
                    .assertRefused(WRONG_USE, "the metrics cannot be at " + place, "another port", "--metrics off");
        }
    }

    @Test
    void a_place_that_others_can_reach_is_refused_with_the_way_to_do_it() {
        lab.run(lab.worker("--user", "worker", "--metrics", "0.0.0.0:9161"))
                .assertEndedWith(WRONG_USE, "metrics must be off, or HOST:PORT", "ssh -L", "option --metrics says");
    }
}
