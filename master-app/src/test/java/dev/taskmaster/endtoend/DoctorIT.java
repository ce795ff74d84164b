package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 4;

    private final Lab lab = Lab.open();

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void where_nothing_runs_yet_nothing_is_wrong_with_the_master_and_the_worker_misses_its_file() {
        var master = lab.run(lab.master("doctor"));
        assertThat(master.status()).as(master::out).isZero();
        assertThat(master.out())
                .contains("ok    listen", "none runs on taskmaster-data")
                .doesNotContain("fail");
        assertThat(lab.data()).doesNotExist();

        var worker = lab.run(lab.worker("doctor"));
        assertThat(worker.status()).isEqualTo(USAGE);
        assertThat(worker.out()).contains("fail  file", "worker.properties does not exist");
    }

    @Test
    void everything_is_told_of_a_broker_with_tls_and_its_worker_and_nothing_is_left_there() {
        lab.serve("--tls");
        lab.start(lab.worker("--name", "north"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var master = lab.run(lab.command("doctor"));
            assertThat(master.status()).as(master::out).isZero();
            assertThat(master.out())
                    .contains(
                            "ok    disk",
                            "ok    user worker",
                            "is in use by process",
                            "ok    tls               TLSv1.3",
                            "localhost",
                            "ok    certificate       good until",
                            "ok    login",
                            "ok    broker            Artemis 2.",
                            "ok    clock",
                            "ok    rights",
                            "ok    worker            north on tasks, version",
                            "ok    dead letters")
                    .doesNotContain("warn", "fail");
        });
        assertThat(lab.run(lab.command("queues", "--json")).out()).doesNotContain("doctor");

        var worker = lab.run(lab.worker("doctor", "--json"));
        assertThat(worker.status()).as(worker::out).isZero();
        assertThat(worker.out())
                .hasLineCount(1)
                .endsWith("\"status\":0}\n")
                .contains("\"check\":\"queue\"", "\"check\":\"certificate\"", "speaks protocol")
                .doesNotContain("\"warn\"", "\"fail\"");
    }

    @Test
    void what_can_wait_is_a_warning() throws IOException {
        lab.serve();
        var worker = lab.credentials("worker");
        Files.setPosixFilePermissions(worker, PosixFilePermissions.fromString("rw-r--r--"));
        var found = lab.run(lab.worker("doctor", "--queue", "later"));
        assertThat(found.status()).as(found::out).isZero();
        assertThat(found.out()).contains("warn  file", "chmod 600", "warn  queue", "tasks.later is not there yet");
        var master = lab.run(lab.command("doctor"));
        assertThat(master.status()).as(master::out).isZero();
        assertThat(master.out()).contains("warn  user worker", "warn  workers");
    }

    @Test
    void the_status_is_the_one_that_a_job_would_end_with() throws IOException {
        lab.serve();
        var wrong = lab.write(
                "wrong.properties",
                List.of(
                        "url=" + Lab.credential(lab.credentials("worker"), "url"),
                        "user=worker",
                        "password=guessed-it"));
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-------"));
        for (var doctor : List.of(
                lab.worker("doctor", "--config", wrong.toString()),
                lab.command("doctor", "--config", wrong.toString()))) {
            var refused = lab.run(doctor);
            assertThat(refused.status()).as(refused::out).isEqualTo(REFUSED);
            assertThat(refused.out()).contains("fail  login").doesNotContain("guessed-it");
        }
        var master = lab.run(
                lab.worker("doctor", "--config", lab.credentials("master").toString()));
        assertThat(master.status()).as(master::out).isEqualTo(REFUSED);
        assertThat(master.out()).contains("fail  queue", "may not take from tasks");
        var worker = lab.run(
                lab.command("doctor", "--config", lab.credentials("worker").toString()));
        assertThat(worker.status()).as(worker::out).isEqualTo(REFUSED);

        var nobody =
                lab.write("nobody.properties", List.of("url=tcp://127.0.0.1:1", "user=worker", "password=guessed-it"));
        var unreachable = lab.run(lab.worker("doctor", "--config", nobody.toString()));
        assertThat(unreachable.status()).as(unreachable::out).isEqualTo(UNREACHABLE);
        assertThat(unreachable.out()).contains("fail  port", "nobody answers at 127.0.0.1:1");
        var unknown = lab.write(
                "unknown.properties",
                List.of("url=tcp://no-such-host.invalid:1", "user=worker", "password=guessed-it"));
        var unresolved = lab.run(lab.worker("doctor", "--config", unknown.toString()));
        assertThat(unresolved.status()).as(unresolved::out).isEqualTo(UNREACHABLE);
        assertThat(unresolved.out()).contains("fail  name", "no-such-host.invalid");
    }

    @Test
    void options_before_the_word_are_refused_because_they_would_not_count() {
        var found = lab.run(lab.worker("--config", "some.properties", "doctor"));
        assertThat(found.status()).isEqualTo(USAGE);
        assertThat(found.out()).contains("fail  settings", "behind the word doctor");
    }
}
