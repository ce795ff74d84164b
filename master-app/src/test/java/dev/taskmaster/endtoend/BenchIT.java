package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code master bench} as a person runs it. */
class BenchIT {

    private static final int WRONG_USE = 2;
    private static final int NO_RESULT_IN_TIME = 124;
    private static final int TERMINATED = 143;

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void it_measures_with_workers_of_its_own_and_leaves_nothing_behind() throws IOException {
        var bench = lab.run(lab.master(
                "bench",
                "--workers",
                "2",
                "--tasks",
                "20000",
                "--latency-tasks",
                "50",
                "--ideal",
                "300ms",
                "--mix",
                "--json"));
        bench.assertEndedWith(0, "bench: 2 slots on queue bench");
        var json = bench.out();
        assertThat(json).startsWith("{\"slots\":2,").endsWith("}\n").hasLineCount(1);
        assertThat(numbers(json, "tasks")).startsWith(20_000.0, 50.0, 6_000.0, 600.0, 60.0, 6.0, 1.0);
        assertThat(numbers(json, "tasks_per_second"))
                .singleElement()
                .satisfies(rate -> assertThat(rate).isGreaterThan(100));
        assertThat(numbers(json, "p50_ms"))
                .singleElement()
                .satisfies(millis -> assertThat(millis)
                        .isBetween(0.05, 5_000.0)
                        .isLessThanOrEqualTo(numbers(json, "p99_ms").get(0)));
        assertThat(numbers(json, "efficiency"))
                .hasSize(7)
                .allSatisfy(part -> assertThat(part).isGreaterThan(0).isLessThan(1.02));
        // A second on one of two slots: no more than half can be in handlers.
        assertThat(numbers(json, "efficiency").get(4)).isBetween(0.2, 0.5);
        assertNothingLeft();
    }

    @Test
    void it_measures_the_workers_at_hand_and_prints_tables() {
        lab.serve();
        lab.start(lab.worker("--queue", "bench", "--handler", "bench", "--concurrency", "3"));
        var bench = lab.run(lab.masterOf(
                "master", "bench", "--only", "throughput,latency", "--tasks", "1000", "--latency-tasks", "10"));
        bench.assertEndedWith(0, "bench: 3 slots on queue bench");
        assertThat(bench.out())
                .contains("throughput ", "latency ")
                .doesNotContain("efficiency")
                .hasLineCount(5);
    }

    @Test
    void it_ends_its_workers_when_it_is_stopped() throws IOException {
        var bench = lab.start(lab.master("bench", "--workers", "2", "--only", "efficiency", "--ideal", "1h"));
        Lab.awaitSaying(bench, "bench: efficiency");
        bench.signal("TERM");
        assertThat(bench.awaitEnd(Duration.ofSeconds(40))).as(bench::err).isEqualTo(TERMINATED);
        assertThat(bench.err()).contains("bench: stopped");
        assertThat(bench.out()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void without_a_worker_it_tells_how_to_start_one() {
        lab.run(lab.master("bench"))
                .assertEndedWith(
                        NO_RESULT_IN_TIME,
                        "no worker is connected to queue bench",
                        "worker.properties --queue bench --handler bench",
                        "--workers N");
    }

    @Test
    void workers_with_another_handler_are_told_apart() {
        lab.serve();
        for (var handler : List.of("square", "echo")) {
            var worker = lab.start(lab.worker("--queue", "bench-" + handler, "--handler", handler));
            lab.run(lab.masterOf("master", "bench", "--queue", "bench-" + handler))
                    .assertEndedWith(
                            WRONG_USE,
                            "a worker on queue bench-" + handler + " does not run the handler bench",
                            "--handler bench");
            worker.close();
        }
    }

    @Test
    void what_cannot_be_is_refused_before_anything_starts() {
        lab.run(lab.master("bench", "--workers", "0", "--slots", "0", "--only", "speed", "--ideal", "0s"))
                .assertRefused(
                        WRONG_USE,
                        "workers must be a whole number from 1 to 100, but option --workers says \"0\"",
                        "slots must be a whole number from 1 to 1000, but option --slots says \"0\"",
                        "only must be one or more of throughput, latency, efficiency, but option --only says \"speed\"",
                        "ideal must be more than 0");
        lab.run(lab.master("bench", "--slots", "2"))
                .assertRefused(WRONG_USE, "slots goes with --workers only, but option --slots says \"2\"");
        lab.run(lab.master("bench", "--workers", "1", "--worker-jar", "gone.jar"))
                .assertRefused(WRONG_USE, "worker jar gone.jar does not exist: check --worker-jar");
        assertThat(lab.data()).doesNotExist();
    }

    @Test
    void a_master_without_the_program_worker_beside_it_says_where_it_looked() throws IOException {
        var alone = Files.createDirectories(lab.file("alone")).resolve("taskmaster-master.jar");
        Files.copy(Path.of("target", "taskmaster-master.jar"), alone);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        lab.run(Program.Start.command(lab.file("."), java, "-jar", alone.toString(), "bench", "--workers", "1"))
                .assertRefused(
                        WRONG_USE,
                        "--workers needs the program worker, but there is no taskmaster-worker.jar in "
                                + alone.getParent(),
                        "--worker-jar FILE");
        assertThat(lab.data()).doesNotExist();
    }

    private void assertNothingLeft() throws IOException {
        var credentials = lab.credentials("worker").toString();
        Awaitility.await("its workers end")
                .atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.info().commandLine().orElse("").contains(credentials)));
        try (var files = Files.list(lab.data())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("bench-"));
        }
    }

    private static List<Double> numbers(String json, String name) {
        return Pattern.compile("\"" + name + "\":([0-9.E-]+)")
                .matcher(json)
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
    }
}
