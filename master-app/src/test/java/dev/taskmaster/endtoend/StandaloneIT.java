package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.master.embedded.BrokerExtension;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stand-alone broker of Artemis' distribution serves masters, workers and operators as the embedded one does. */
class StandaloneIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void it_runs_a_job_of_100_000_tasks_and_goes_on_with_one_after_it_was_killed() {
        var standalone = Standalone.make(lab, "alone", BrokerExtension.freePort());
        var broker = standalone.start();
        for (var worker : new String[] {"one", "two"}) {
            lab.start(worker(standalone, "--handler", "echo", "--concurrency", "1", "--name", worker));
        }
        var input = lab.write(
                "input.txt",
                IntStream.range(0, 100_000).mapToObj(Integer::toString).toList());

        var whole = lab.run(run(standalone, "whole", input));
        assertThat(whole.status()).as(whole::err).isZero();
        assertThat(lab.file("whole.txt")).hasSameBinaryContentAs(input);

        var output = lab.file("broken.txt");
        var broken = lab.start(run(standalone, "broken", input).with("--chunk", "5"));
        Awaitility.await().atMost(PATIENCE).until(() -> output.toFile().length() > 0);
        broker.kill();
        assertThat(broken.awaitEnd(PATIENCE)).as(broken::err).isEqualTo(3);
        assertThat(output.toFile().length())
                .as("it was broken off")
                .isLessThan(input.toFile().length());

        standalone.start();
        var again = lab.run(run(standalone, "broken", input));
        assertThat(again.status()).as(again::err).isZero();
        assertThat(again.err()).contains("job broken goes on");
        assertThat(output).hasSameBinaryContentAs(input);
    }

    private Program.Start run(Standalone standalone, String job, Path input) {
        return lab.command("run", "--config", standalone.credentials("master").toString(), "--keep-order")
                .with("--job", job, "--input", input.toString(), "--output", job + ".txt");
    }

    private Program.Start worker(Standalone standalone, String... options) {
        return lab.worker("--config", standalone.credentials("worker").toString())
                .with(options);
    }

    @Test
    void users_may_do_there_what_they_may_do_here_and_operators_see_and_steer_it() throws Exception {
        var standalone = Standalone.make(lab, "alone", BrokerExtension.freePort());
        standalone.start();
        assertThat(Files.getPosixFilePermissions(standalone.credentials("master")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        theWorkerMayNeitherSendTasksNorManage(standalone);
        theMasterIsNoAdmin(standalone);
        operatorsSeeAndSteer(standalone);
    }

    private void theWorkerMayNeitherSendTasksNorManage(Standalone standalone) throws IOException, JMSException {
        try (var worker = PlainClient.connect(standalone.credentials("worker"))) {
            var session = worker.session();
            assertThatThrownBy(() -> send(session, "tasks")).isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("results")))
                    .isInstanceOf(JMSSecurityException.class);
            send(session, "results");
        }
        lab.run(lab.command(
                        "queues", "--config", standalone.credentials("worker").toString()))
                .assertEndedWith(4, "the user \"worker\" may not");
    }

    private static void send(Session session, String queue) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(session.createTextMessage("1"));
    }

    private static void theMasterIsNoAdmin(Standalone standalone) throws IOException, JMSException {
        try (var master = PlainClient.connect(standalone.credentials("master"))) {
            var core = ((ActiveMQSession) master.session()).getCoreSession();
            assertThatThrownBy(() -> core.createQueue(QueueConfiguration.of("other")))
                    .isInstanceOf(ActiveMQSecurityException.class);
        }
    }

    private void operatorsSeeAndSteer(Standalone standalone) {
        said(standalone, "submit", "--job", "held", "--queue", "slow", "--chunk", "1", "one", "two");
        said(standalone, "pause", "slow");
        lab.start(worker(standalone, "--handler", "echo", "--queue", "slow", "--name", "north"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(said(standalone, "workers", "--json")).contains("\"worker\":\"north\""));
        assertThat(said(standalone, "queues", "--json")).contains("\"queue\":\"tasks.slow\",\"waiting\":2,");
        assertThat(said(standalone, "jobs", "--json")).contains("\"job\":\"held\",\"queue\":\"slow\"");
        assertThat(said(standalone, "status")).contains("Artemis 2.56.0");
        said(standalone, "purge", "slow", "--yes");
        said(standalone, "resume", "slow");
        said(standalone, "cancel", "held");
        assertThat(said(standalone, "jobs", "--json")).isEqualTo("{\"jobs\":[]}\n");

        lab.start(worker(standalone, "--queue", "squares"));
        var failing = lab.run(
                lab.command("run", "--config", standalone.credentials("master").toString())
                        .with("--job", "bad", "--queue", "squares", "--retries", "0", "--output", "bad.txt", "three"));
        assertThat(failing.status()).as(failing::err).isEqualTo(1);
        assertThat(said(standalone, "failed", "--json")).contains("\"job\":\"bad\",\"index\":0,");
        var retried = lab.run(lab.command(
                        "retry", "--config", standalone.credentials("master").toString())
                .with("--job", "bad"));
        assertThat(retried.status()).as(retried::err).isEqualTo(1);
        assertThat(said(standalone, "doctor")).contains("ok    login");
        lab.run(lab.command(
                        "passwd",
                        "host7",
                        "--role",
                        "worker",
                        "--data",
                        standalone.data().toString()))
                .assertEndedWith(0, "user host7 has a new password");
        lab.start(lab.worker("--config", standalone.credentials("host7").toString(), "--name", "seven"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(said(standalone, "workers", "--json")).contains("\"user\":\"host7\""));
    }

    private String said(Standalone standalone, String command, String... more) {
        var program = lab.run(lab.command(
                        command, "--config", standalone.credentials("master").toString())
                .with(more));
        assertThat(program.status()).as(program::err).isZero();
        return program.out();
    }

    @Test
    void what_the_page_says_of_it_works_and_with_tls_too() throws IOException {
        var lines = commands("## A stand-alone Artemis");
        assertThat(lines).hasSizeGreaterThan(2);
        Files.createSymbolicLink(
                lab.file("scripts"), Path.of("..", "scripts").toAbsolutePath().normalize());
        Files.createSymbolicLink(lab.file(Standalone.HOME.getFileName().toString()), Standalone.HOME);
        int port = BrokerExtension.freePort();
        var awaitIt = "until (: >/dev/tcp/127.0.0.1/" + port + ") 2>/dev/null; do sleep 0.1; done\n";
        var script = "set -e\ntrap 'kill $(jobs -p)' EXIT\n"
                + lines.lines()
                        .map(line -> line + "\n" + (line.contains("artemis run") ? awaitIt : ""))
                        .collect(Collectors.joining());
        var home = System.getProperty("java.home");
        var shell = lab.run(Program.Start.command(lab.file("."), "bash", "-c", script)
                .environment("TASKMASTER_LISTEN", "127.0.0.1:" + port)
                .environment("TASKMASTER_TLS", "true")
                .environment("TASKMASTER_ARCHIVE", "off")
                .environment("JAVA_HOME", home));
        assertThat(shell.status()).as(shell::err).isZero();
        assertThat(Lab.lines(lab.file("squares.txt"))).hasSize(1000);
        assertThat(Lab.credential(lab.file("lab-data/credentials/worker.properties"), "url"))
                .contains("sslEnabled=true");
    }

    /** The lines to type of a section, one command a line. */
    private static String commands(String heading) throws IOException {
        var page = Files.readString(Path.of("..", "README.md"));
        var section = page.substring(page.indexOf(heading));
        var block = section.substring(
                section.indexOf("```console"), section.indexOf("```\n", section.indexOf("```console")));
        return block.lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2).replaceFirst(" +#.*", ""))
                .collect(Collectors.joining("\n"));
    }
}
