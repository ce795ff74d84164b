package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A worker that systemd keeps running on another host, deployed over ssh. A life of a deployment, so the order counts. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemdHostIT {

    private static final Path JAR = Path.of("..", "worker-app", "target", "taskmaster-worker.jar");
    private static final String UNIT = "taskmaster-worker";
    private static final Duration SOON = Duration.ofMinutes(1);

    private Path directory;
    private ComposeLab lab;
    private SshHost host;
    private Path credentials;

    @BeforeAll
    void bring_up_a_broker_and_a_host(@TempDir Path temporary) throws IOException {
        directory = temporary;
        Engine.assumeProgram("ssh");
        lab = ComposeLab.open("src/test/resources/systemd-host.yaml");
        lab.compose("up", "-d", "--build", "master", "host");
        host = SshHost.of(lab.containers("host").get(0), directory, List.of("root", "visitor"));
        var broker = lab.containers("master").get(0);
        await("the broker is ready")
                .atMost(SOON)
                .until(() -> Engine.inspect(broker, "{{.State.Health.Status}}").equals("healthy"));
        credentials = Files.writeString(
                directory.resolve("worker.properties"),
                Engine.docker("exec", broker, "cat", "/data/credentials/worker.properties"));
    }

    @AfterAll
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void a_worker_is_connected_when_its_deployment_ends_and_does_tasks() {
        assertThat(deploy()).isEqualTo("host: deployed, connected to tcp://master:61616?sslEnabled=true as worker\n");
        assertThat(deploy()).startsWith("host: unchanged, connected");
        assertDoesTasks();
    }

    @Test
    @Order(2)
    void it_runs_as_a_user_of_its_own_who_can_do_no_more_than_it_needs() {
        assertThat(host.run("systemctl show -p User,Restart,NoNewPrivileges,ProtectSystem,ProtectHome,PrivateTmp "
                                + UNIT)
                        .lines())
                .containsExactlyInAnyOrder(
                        "User=" + UNIT,
                        "Restart=always",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "PrivateTmp=yes");
        var status = host.run("cat /proc/" + worker() + "/status");
        assertThat(status)
                .containsPattern("Uid:\t(?!0\t)")
                .containsPattern("CapBnd:\t0+\n")
                .contains("NoNewPrivs:\t1\n", "Seccomp:\t2\n");
        var inside = "nsenter -t " + worker() + " -m setpriv --reuid " + UNIT + " --clear-groups sh -c ";
        assertThat(host.answers(inside + "'touch /opt/taskmaster/work/mine && rm /opt/taskmaster/work/mine'"))
                .isTrue();
        assertThat(host.answers(inside + "'touch /var/tmp/mine && ls /home/visitor'"))
                .isFalse();
    }

    @Test
    @Order(3)
    void a_killed_worker_is_started_again_and_connects() {
        var before = worker();
        host.run("kill -9 " + before);
        await("another is there").atMost(SOON).until(() -> !List.of("0", before).contains(worker()));
        assertThat(host.run("systemctl show -p NRestarts " + UNIT)).isEqualTo("NRestarts=1");
        await("it is connected").atMost(SOON).until(() -> status().matches("(?s).*host +running +yes .*"));
        assertDoesTasks();
    }

    @Test
    @Order(4)
    void a_refused_worker_says_so_itself_at_once() throws IOException {
        var wrong = Files.writeString(
                directory.resolve("wrong.properties"),
                Files.readString(credentials).replaceFirst("(?m)^password=.*", "password=wrong"));
        assertThat(host.deploy("--config", wrong.toString(), "host").err())
                .startsWith("host: replaced, but not connected; it says: ")
                .contains("refused the user \"worker\"");
        assertThat(deploy()).startsWith("host: replaced, connected");
    }

    @Test
    @Order(5)
    void an_upgrade_replaces_the_program_and_a_stop_lasts_until_it_is_deployed_again() throws IOException {
        var before = worker();
        assertThat(host.deploy("--upgrade", "--jar", changedJar().toString(), "host")
                        .err())
                .startsWith("host: replaced, connected");
        assertThat(worker()).isNotEqualTo(before);
        assertThat(host.deploy("--stop", "host").err()).isEqualTo("host: stopped\n");
        assertThat(host.run("systemctl show -p ActiveState,UnitFileState,Result " + UNIT)
                        .lines())
                .containsExactlyInAnyOrder("ActiveState=inactive", "UnitFileState=disabled", "Result=success");
        assertThat(deploy()).startsWith("host: replaced, connected");
    }

    @Test
    @Order(6)
    void a_user_without_rights_has_a_worker_that_outlives_the_session() {
        host.run("loginctl enable-linger visitor");
        assertThat(host.deploy("--user", "visitor", "--config", credentials.toString(), "host")
                        .err())
                .startsWith("host: deployed, connected");
        assertThat(host.run("pgrep -c -u visitor java")).isEqualTo("1");
        assertThat(host.deploy("--user", "visitor", "--remove", "host").err()).isEqualTo("host: removed\n");
    }

    @Test
    @Order(7)
    void removal_leaves_no_unit_no_user_and_no_file() {
        assertThat(host.deploy("--remove", "host").err()).isEqualTo("host: removed\n");
        assertThat(host.answers("systemctl cat " + UNIT)).isFalse();
        assertThat(host.answers("id " + UNIT)).isFalse();
        assertThat(host.answers("test -e /opt/taskmaster")).isFalse();
    }

    private String deploy() {
        return host.deploy("--config", credentials.toString(), "host").err();
    }

    private String status() {
        return host.deploy("--config", credentials.toString(), "--status", "host")
                .out();
    }

    /** The process of the worker, 0 while there is none. */
    private String worker() {
        return host.run("systemctl show -p MainPID --value " + UNIT);
    }

    private void assertDoesTasks() {
        var broker = lab.containers("master").get(0);
        assertThat(Engine.docker(
                        "exec",
                        broker,
                        "java",
                        "-jar",
                        "/opt/taskmaster/master-app/target/taskmaster-master.jar",
                        "run",
                        "--config",
                        "/data/credentials/master.properties",
                        "12"))
                .isEqualTo("12 * 12 = 144");
    }

    /** The same program in other bytes. */
    private Path changedJar() throws IOException {
        var jar = Files.copy(JAR, directory.resolve("changed.jar"));
        try (var files = FileSystems.newFileSystem(jar)) {
            Files.writeString(files.getPath("changed"), "");
        }
        return jar;
    }
}
