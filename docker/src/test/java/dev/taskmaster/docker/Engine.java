package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Docker on this machine, by its own command. */
final class Engine {

    static final Path NO_INPUT = Path.of("/dev/null");

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Engine() {}

    /** Leaves the test out where no engine runs, but not in CI, which has to start one. */
    static void assumeRunning() {
        var missing = Stream.of("docker", "docker-compose")
                .filter(program -> !isOnPath(program))
                .filter(program -> !program.equals("docker-compose") || !hasPlugin())
                .collect(Collectors.joining(", "));
        boolean runs = missing.isEmpty() && call("info").status(LIMIT) == 0;
        var reason = missing.isEmpty() ? "no Docker engine answers (docker info)" : missing + " not found";
        if (!runs && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(reason + ": .ci/run installs and starts it");
        }
        assumeTrue(runs, reason + ": the tests in containers are left out");
    }

    /** Leaves the test out where a program is missing, but not in CI. */
    static void assumeProgram(String program) {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(isOnPath(program), program + " is missing: its tests in containers are left out");
        }
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static boolean hasPlugin() {
        return isOnPath("docker") && call("compose", "version").status(LIMIT) == 0;
    }

    /** The command of Compose, which is a plugin of Docker's or a program of its own. */
    static List<String> compose() {
        return hasPlugin() ? List.of("docker", "compose") : List.of("docker-compose");
    }

    /** A command of Docker's that must succeed; what it printed, without white space at the ends. */
    static String docker(String... arguments) {
        return call(arguments).success(LIMIT).strip();
    }

    static Call call(String... arguments) {
        return Call.start(
                Map.of(),
                NO_INPUT,
                Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList());
    }

    /** A field of what the engine knows of an image, container or volume, as a template of Go. */
    static String inspect(String what, String template) {
        return docker("inspect", "--format", template, what);
    }

    /** What a container has printed until now. */
    static String logs(String container) {
        var logs = call("logs", container);
        logs.status(LIMIT);
        return logs.out() + logs.err();
    }

    /** Freezes a container; on a busy machine runc gives up at times ("unable to freeze") and has to be asked again. */
    static void freeze(String container) {
        await("frozen")
                .atMost(Duration.ofSeconds(30))
                .until(() -> call("pause", container).status(LIMIT) == 0);
    }

    /** Ends a container as the system's kill -9 does, whatever it is at. */
    static void kill(String container) {
        docker("kill", "--signal", "KILL", container);
        assertThat(inspect(container, "{{.State.ExitCode}}")).isEqualTo("137");
    }
}
