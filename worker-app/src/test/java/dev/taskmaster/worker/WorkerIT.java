package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WorkerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestBroker broker;
    private TestClient client;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = TestBroker.start("worker-it");
        broker.create("results.j");
    }

    @AfterAll
    static void stop_broker() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        client = broker.client();
    }

    @AfterEach
    void everything_is_taken() {
        client.close();
        assertThat(broker.count("tasks")).isZero();
        assertThat(broker.count("results.j")).isZero();
    }

    private void send(String... payloads) throws Exception {
        client.send(new Chunk(new JobName("j"), 0, List.of(payloads), 1, null), "results.j");
    }

    private List<Outcome> outcomes() throws Exception {
        return outcomes(1);
    }

    /** Of so many tasks. A slow machine has the first ones of a message answered before the last. */
    private List<Outcome> outcomes(int tasks) throws Exception {
        var outcomes = new ArrayList<Outcome>();
        while (outcomes.size() < tasks) {
            outcomes.addAll(client.takeReply("results.j").outcomes());
        }
        return outcomes;
    }

    private static void runs(WorkerProcess worker, String task) {
        await().atMost(PATIENCE).until(() -> worker.out().contains("run task " + task + "..."));
    }

    @Nested
    class The_command {

        @Test
        void shows_its_options() throws Exception {
            try (var worker = WorkerProcess.start("help", "--help")) {
                assertThat(worker.awaitExit()).isZero();
                assertThat(String.join("\n", worker.out()))
                        .contains("--url", "--queue", "--concurrency", "--burst", "--max-tasks", "--shutdown-timeout");
                assertThat(worker.err()).isEmpty();
            }
        }

        @Test
        void shows_its_version() throws Exception {
            try (var worker = WorkerProcess.start("version", "--version")) {
                assertThat(worker.awaitExit()).isZero();
                assertThat(worker.out()).singleElement().asString().matches("taskmaster [0-9].*");
            }
        }

        @Test
        void says_in_one_line_what_is_wrong_with_an_option() throws Exception {
            try (var worker = WorkerProcess.start("unknown", "--nonsense")) {
                assertThat(worker.awaitExit()).isEqualTo(2);
                assertThat(worker.err()).singleElement().asString().contains("--nonsense");
            }
        }

        @Test
        void waits_for_a_master_in_its_directory_and_says_so_once() throws Exception {
            try (var worker = WorkerProcess.start("nobody", "--max-idle", "2s")) {
                assertThat(worker.awaitExit()).isZero();
                assertThat(worker.err().stream().filter(line -> line.contains("waiting for")))
                        .singleElement()
                        .asString()
                        .contains("worker.properties", "--config");
            }
        }
    }

    @Test
    void a_burst_tells_the_tutorials_lines_and_its_life_in_a_few() throws Exception {
        send("12", "-3");
        try (var worker = WorkerProcess.start("burst", broker, "--burst", "--narrate", "--receive-timeout", "200ms")) {
            assertThat(worker.awaitExit()).isZero();
            assertThat(worker.out())
                    .containsExactly(
                            "run task 12 * 12...", "run task -3 * -3...", "task queue is empty.", "worker exit.");
            assertThat(worker.err())
                    .hasSize(3)
                    .noneMatch(line -> line.contains("WARN"))
                    .noneMatch(line -> line.contains("secret-of-the-test"));
        }
        assertThat(outcomes(2)).containsExactly(new Outcome.Ok("12 * 12 = 144"), new Outcome.Ok("-3 * -3 = 9"));
    }

    @Nested
    class A_signal {

        @Test
        void lets_it_finish_what_is_in_hand() throws Exception {
            send("500ms");
            try (var worker = WorkerProcess.start("term", broker, "--handler", "sleep", "--narrate")) {
                runs(worker, "500ms");
                worker.signal("TERM");
                assertThat(worker.awaitExit()).isEqualTo(143);
                assertThat(worker.out()).endsWith("worker exit.");
            }
            assertThat(outcomes()).containsExactly(new Outcome.Ok("500ms"));
        }

        @Test
        void sent_twice_makes_it_hand_back_what_is_in_hand() throws Exception {
            send("0s", "1h", "2h");
            try (var worker = WorkerProcess.start("int", broker, "--handler", "sleep", "--narrate", "-c", "1")) {
                runs(worker, "1h");
                worker.signal("INT");
                await().atMost(PATIENCE)
                        .until(() -> worker.err().stream().anyMatch(line -> line.contains("once more")));
                worker.signal("TERM");
                assertThat(worker.awaitExit()).isEqualTo(130);
            }
            assertThat(outcomes(3))
                    .containsExactly(new Outcome.Ok("0s"), new Outcome.Again("1h"), new Outcome.Again("2h"));
        }

        @Test
        void ends_one_that_waits_for_its_broker_at_once() throws Exception {
            try (var worker = WorkerProcess.start("waiting", broker, "--url", "tcp://127.0.0.1:1")) {
                await().atMost(PATIENCE)
                        .until(() -> worker.err().stream().anyMatch(line -> line.contains("no broker answers")));
                worker.signal("TERM");
                assertThat(worker.awaitExit()).isEqualTo(143);
            }
        }
    }

    @Nested
    class A_worker_that {

        @Test
        void is_killed_leaves_its_tasks_to_others_one_by_one() throws Exception {
            send("1h", "2h");
            try (var worker = WorkerProcess.start("killed", broker, "--handler", "sleep", "--narrate")) {
                runs(worker, "1h");
                worker.signal("KILL");
                assertThat(worker.awaitExit()).isEqualTo(137);
            }
            try (var other = WorkerProcess.start("other", broker, "--handler", "sleep", "--burst")) {
                assertThat(outcomes()).containsExactly(new Outcome.Again("1h", 1), new Outcome.Again("2h", 1));
                assertThat(other.awaitExit()).isZero();
            }
        }

        @Test
        void was_frozen_for_too_long_finds_its_answer_refused_says_so_and_asks_for_the_task_again() throws Exception {
            send("300ms");
            try (var worker = WorkerProcess.start(
                    "frozen", broker, "--handler", "sleep", "--narrate", "-c", "1", "--connection-ttl", "2s")) {
                runs(worker, "300ms");
                worker.signal("STOP");
                await().atMost(PATIENCE).until(() -> broker.consumers("tasks") == 0);
                worker.signal("CONT");
                assertThat(outcomes()).containsExactly(new Outcome.Again("300ms", 1));
                assertThat(worker.err().stream().filter(line -> line.contains("WARN")))
                        .singleElement()
                        .asString()
                        .contains("task 0 of job j");
                worker.signal("TERM");
                assertThat(worker.awaitExit()).isEqualTo(143);
                assertThat(worker.out().stream().filter("run task 300ms..."::equals))
                        .hasSize(1);
            }
        }

        @Test
        void loses_its_broker_says_so_once_and_comes_back() throws Exception {
            try (var worker = WorkerProcess.start("restart", broker, "--handler", "echo")) {
                send("a");
                assertThat(outcomes()).containsExactly(new Outcome.Ok("a"));
                client.close();
                broker.stop();
                await().atMost(PATIENCE)
                        .until(() -> worker.err().stream().anyMatch(line -> line.contains("no broker answers")));
                broker.startAgain();
                client = broker.client();
                send("b");
                assertThat(outcomes()).containsExactly(new Outcome.Ok("b"));
                assertThat(worker.err()).hasSize(5);
            }
        }
    }
}
