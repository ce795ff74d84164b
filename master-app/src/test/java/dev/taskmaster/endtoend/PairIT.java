package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.web.ConsoleClient;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pair of brokers that speak TLS, one that is started again, and what one of a pair says that never had the other. */
class PairIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TASKS = 3_000;
    private static final int USAGE = 2;
    private static final int TERMINATED = 143;
    private static final Pattern JOBS = Pattern.compile("jobs at (http://[^ ]*)/jobs ");

    private final Lab lab = Lab.open();
    private final int primaryPort = BrokerExtension.freePort();
    private final int backupPort = BrokerExtension.freePort();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void what_was_submitted_by_tls_is_collected_exactly_when_the_primary_is_killed_meanwhile() throws IOException {
        lab.run(served("init", "primary", "--tls"))
                .assertEndedWith(0, "(tcp://127.0.0.1:" + primaryPort + ",tcp://127.0.0.1:" + backupPort + ")?ssl");
        lab.copyPair("primary", "backup");
        var primary = lab.start(served("serve", "primary", "--tls", "--console", "off"));
        lab.start(served("serve", "backup", "--tls", "--console", "off"));
        Lab.awaitSaying(primary, "has all of its data");

        var input = lab.write(
                "input.txt",
                IntStream.range(0, TASKS)
                        .mapToObj(i -> 1_000 + i % 4_000 + "us")
                        .toList());
        lab.run(client("submit", "--input", input.toString())).assertEndedWith(0, TASKS + " tasks are in queue tasks");
        lab.start(lab.worker("--config", credentials("worker"), "--handler", "sleep", "--concurrency", "4"));
        var output = lab.file("out.txt");
        var collected = lab.start(client("collect", "--keep-order", "--output", output.toString()));
        Awaitility.await().atMost(PATIENCE).until(() -> output.toFile().length() > 0);
        primary.kill();
        assertThat(collected.awaitEnd(PATIENCE)).as(collected::err).isZero();
        assertThat(collected.err()).contains("connected to tcp://127.0.0.1:" + backupPort);
        assertThat(output).hasSameBinaryContentAs(input);
    }

    @Test
    void a_backup_that_never_had_a_primary_says_so_on_its_pages_and_ends_at_once() throws IOException {
        lab.run(served("init", "primary")).assertEndedWith(0, "credentials for (tcp://");
        lab.copyPair("primary", "backup");
        var backup = lab.start(served("serve", "backup", "--console", "127.0.0.1:0"));
        Lab.awaitSaying(backup, "/metrics");
        var url = JOBS.matcher(backup.err());
        assertThat(url.find()).as(backup::err).isTrue();
        var pages = new ConsoleClient(url.group(1));

        var jobs = pages.get(
                "/jobs", "admin", Lab.credential(lab.file("backup/credentials/admin.properties"), "password"));
        assertThat(jobs.statusCode()).isEqualTo(503);
        assertThat(jobs.body()).contains("The broker does not answer: no broker answers at (tcp://");
        assertThat(pages.get("/metrics").body())
                .contains("artemis_active{broker=\"taskmaster\"} 0.0", "taskmaster_broker_answers 0.0");

        backup.signal("TERM");
        assertThat(backup.awaitEnd(Duration.ofSeconds(15))).as(backup::err).isEqualTo(TERMINATED);
        assertThat(backup.err()).contains("TERM: stopping").doesNotContain("WARN", "ERROR", "Exception");
    }

    @Test
    void of_two_that_have_ended_the_one_that_served_last_serves_first() throws IOException {
        lab.run(served("init", "primary")).assertEndedWith(0, "credentials for (tcp://");
        lab.copyPair("primary", "backup");
        var primary = lab.start(served("serve", "primary", "--console", "off"));
        var backup = lab.start(served("serve", "backup", "--console", "off"));
        Lab.awaitSaying(primary, "has all of its data");
        var doctor = lab.run(lab.command("doctor", "--config", credentials("master")));
        assertThat(doctor.status()).as(doctor::out).isZero();
        assertThat(doctor.out())
                .contains(
                        "ok    pair              both brokers have all of the data",
                        backupPort + " does not serve now");

        primary.kill();
        lab.run(client("submit", "4", "5", "6")).assertEndedWith(0, "3 tasks are in queue tasks");
        doctor = lab.run(lab.command("doctor", "--config", credentials("master")));
        assertThat(doctor.out()).contains("warn  pair", "is the only one that has its data");
        backup.kill();

        var again = lab.run(served("serve", "backup", "--console", "off"));
        again.assertEndedWith(USAGE, "has what the pair did last, and 127.0.0.1:" + primaryPort);
        var swapped = lab.start(lab.ofPair("serve", "backup", "primary", backupPort, primaryPort)
                .with("--console", "off"));
        var waiting = lab.start(lab.ofPair("serve", "primary", "backup", primaryPort, backupPort)
                .with("--console", "off"));
        Lab.awaitSaying(swapped, "has all of its data");
        lab.start(lab.worker("--config", credentials("worker")));
        var collected = lab.run(client("collect", "--keep-order"));
        assertThat(collected.status()).as(collected::err).isZero();
        assertThat(collected.out()).isEqualTo("4 * 4 = 16\n5 * 5 = 25\n6 * 6 = 36\n");
        assertThat(waiting.isAlive()).isTrue();
    }

    @Test
    void a_pair_that_is_stopped_in_order_starts_again_as_it_was() throws IOException {
        lab.run(served("init", "primary")).assertEndedWith(0, "credentials for (tcp://");
        lab.copyPair("primary", "backup");
        for (int round = 0; round < 2; round++) {
            var primary = lab.start(served("serve", "primary", "--console", "off"));
            var backup = lab.start(served("serve", "backup", "--console", "off"));
            Lab.awaitSaying(primary, "has all of its data");
            primary.signal("TERM");
            assertThat(primary.awaitEnd(PATIENCE)).as(primary::err).isEqualTo(TERMINATED);
            assertThat(primary.err().contains("had the same data"))
                    .as(primary::err)
                    .isEqualTo(round > 0);
            Lab.awaitSaying(backup, "this broker serves");
            backup.signal("TERM");
            assertThat(backup.awaitEnd(PATIENCE)).as(backup::err).isEqualTo(TERMINATED);
        }
    }

    private Program.Start served(String command, String side, String... more) {
        return lab.ofPair(command, side, primaryPort, backupPort).with(more);
    }

    private Program.Start client(String command, String... more) {
        return lab.command(command, "--config", credentials("master"), "--job", "pair")
                .with(more);
    }

    private String credentials(String user) {
        return lab.file("primary/credentials/" + user + ".properties").toString();
    }
}
