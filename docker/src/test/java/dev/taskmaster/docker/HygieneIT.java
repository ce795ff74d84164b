package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the containers may, write, say and hold. */
class HygieneIT {

    private static final Duration QUICK = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init")
    private static ComposeLab lab;

    @BeforeAll
    static void open() {
        lab = ComposeLab.open();
        lab.up(1);
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "worker"})
    void a_program_runs_as_nobody_in_particular_and_can_write_its_volumes_alone(String service) {
        var container = lab.containers(service).get(0);
        assertThat(lab.compose("exec", "-T", service, "id", "-u")).isEqualTo("10001\n");
        assertThat(Engine.inspect(container, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                .isEqualTo("true [ALL]");
        assertThat(in("taskmaster-" + service, "find / -xdev -writable -type f 2>/dev/null || true"))
                .as("files of the image that it could change if it were let")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "worker"})
    void a_program_changes_nothing_of_its_image_where_it_could(String program) {
        var name = lab.environment().get("COMPOSE_PROJECT_NAME") + "-diff-" + program;
        // With what a container of it must have been given, and nothing more.
        Engine.docker(
                "run",
                "-d",
                "--name",
                name,
                "-v",
                program.equals("master") ? "/data" : "/credentials",
                "--tmpfs",
                "/tmp",
                "taskmaster-" + program);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Engine.logs(name).matches("(?s).*( ready;|credentials/worker).*"));
            Engine.docker("stop", name);
            assertThat(Engine.docker("diff", name)).isEmpty();
        } finally {
            Engine.docker("rm", "-f", "-v", name);
        }
    }

    @Test
    void a_worker_sees_the_file_of_its_own_user_and_no_other() {
        assertThat(lab.compose("exec", "-T", "worker", "find", "/credentials", "-type", "f", "-printf", "%p %m\\n"))
                .isEqualTo("/credentials/worker.properties 600\n");
        assertThat(lab.compose("exec", "-T", "worker", "ls", "/"))
                .contains("credentials")
                .doesNotContain("data");
    }

    @Test
    void the_ports_are_open_to_this_machine_alone() {
        var broker = lab.containers("master").get(0);
        var ports = Engine.inspect(broker, "{{range .NetworkSettings.Ports}}{{range .}}{{.HostIp}} {{end}}{{end}}");
        assertThat(ports.strip()).isEqualTo("127.0.0.1 127.0.0.1");
    }

    @Test
    void both_say_that_they_are_well() {
        for (var service : List.of("master", "worker")) {
            var container = lab.containers(service).get(0);
            await(service)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Engine.inspect(container, "{{.State.Health.Status}}")
                            .equals("healthy"));
        }
    }

    @Test
    void both_end_on_a_signal_in_time_with_its_status() {
        for (var service : List.of("worker", "master")) {
            var container = lab.containers(service).get(0);
            var begin = Instant.now();
            Engine.docker("stop", container);
            assertThat(Duration.between(begin, Instant.now())).as(service).isLessThan(QUICK);
            assertThat(Engine.inspect(container, "{{.State.ExitCode}}"))
                    .as(service)
                    .isEqualTo("143");
            Engine.docker("start", container);
        }
        assertThat(lab.client(Engine.NO_INPUT, "run", "12").success(ComposeLab.LIMIT))
                .isEqualTo("12 * 12 = 144\n");
    }

    @Test
    void a_command_that_has_done_its_work_ends_with_0_and_a_wrong_one_with_2() {
        assertThat(Engine.docker("run", "--rm", "--read-only", "taskmaster-worker", "--version"))
                .startsWith("taskmaster ");
        assertThat(Engine.call("run", "--rm", "--read-only", "taskmaster-master", "sing")
                        .status(ComposeLab.LIMIT))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "worker"})
    void an_image_has_no_secret_in_its_history_its_settings_or_its_files(String program) {
        var image = "taskmaster-" + program;
        assertThat(Engine.docker("history", "--no-trunc", image)
                        + Engine.inspect(image, "{{.Config.Env}} {{.ContainerConfig}}"))
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("secret");
        assertThat(in(image, "find /opt/taskmaster /data /credentials /tmp /home -type f 2>/dev/null || true"))
                .hasLineCount(2)
                .contains(image + ".jar", image + "-image.jsa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "worker"})
    void the_archive_of_classes_fits_the_programs_in_the_image(String program) {
        // "on" instead of the image's "auto": a JVM that cannot use the archive ends.
        var start =
                "cd /opt/taskmaster/%1$s-app/target && exec java -XX:SharedArchiveFile=$PWD/taskmaster-%1$s-image.jsa"
                        + " -Xshare:on -Xlog:class+load -jar $PWD/taskmaster-%1$s.jar --version";
        assertThat(in("taskmaster-" + program, start.formatted(program)))
                .contains("dev.taskmaster." + program + ".Main source: shared objects file (top)");
    }

    @ParameterizedTest
    @CsvSource({"master, 40_000_000", "worker, 10_000_000"})
    void what_an_image_adds_to_its_base_is_small_to_download(String program, String limit, @TempDir Path directory)
            throws IOException {
        var added = SavedImage.of("taskmaster-" + program, directory).compressedOver(base());
        assertThat(added).isBetween(1_000_000L, Long.parseLong(limit.replace("_", "")));
    }

    private static String base() {
        return Objects.requireNonNullElse(System.getenv("LAB_BASE"), "eclipse-temurin:21-jre");
    }

    /** What a shell prints in a container of an image that is as it comes. */
    private static String in(String image, String command) {
        return Engine.docker("run", "--rm", "--entrypoint", "bash", image, "-c", command);
    }
}
