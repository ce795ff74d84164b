package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the deploying script refuses before it asks any host, and the systemd unit that it makes. */
class DeployWorkerIT {

    private static final Path SCRIPT =
            Path.of("..", "scripts", "deploy-worker").toAbsolutePath().normalize();

    private final Lab lab = Lab.open();

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class WrongUse {

        @Test
        void without_credentials_names_the_file_and_what_to_start() {
            assertRefused("taskmaster-data/credentials/worker.properties", "scripts/master serve", "host");
        }

        @Test
        void credentials_of_a_broker_that_only_its_own_machine_reaches_are_refused() {
            for (var host : List.of("127.0.0.1", "localhost", "[::1]")) {
                var file = lab.write("worker.properties", List.of("url=tcp://" + host + ":61616", "user=worker"));
                assertRefused(
                        "the broker's url in " + file + " is tcp://" + host + ":61616",
                        "--tls-host NAME",
                        "--config",
                        file.toString(),
                        "host");
            }
        }

        @Test
        void a_jar_that_is_not_there_is_named() {
            var file = lab.write("worker.properties", List.of("url=tcp://lab.example:61616", "user=worker"));
            assertRefused("the jar missing.jar", "--jar", "--config", file.toString(), "--jar=missing.jar", "host");
        }

        @Test
        void a_directory_without_handlers_is_named() {
            var file = lab.write("worker.properties", List.of("url=tcp://lab.example:61616", "user=worker"));
            var jar = lab.write("worker.jar", List.of());
            var empty = lab.freshDirectory("empty").toString();
            assertRefused(
                    "no jar is in " + empty,
                    "--handlers",
                    "--config=" + file,
                    "--jar=" + jar,
                    "--handlers=" + empty,
                    "host");
        }

        @Test
        void options_are_told_apart_from_those_of_the_worker() {
            assertRefused("no option --queue", "after --", "--queue", "gpu", "host");
            assertRefused("no host is given", "--help");
            assertRefused("--stop and --remove", "exclude", "--stop", "--remove", "host");
            assertRefused("--parallel takes a number", "0", "--parallel", "0", "host");
        }

        private void assertRefused(String words, String more, String... arguments) {
            var program = lab.run(script(arguments));
            assertThat(program.status()).as(program::err).isEqualTo(2);
            assertThat(program.err())
                    .startsWith("deploy-worker: ")
                    .contains(words, more)
                    .hasLineCount(1);
            assertThat(program.out()).isEmpty();
        }
    }

    @Nested
    class TheUnit {

        @Test
        void gives_the_worker_more_time_to_stop_than_it_takes_itself() {
            assertThat(unit()).contains("\nTimeoutStopSec=40\n", "\nKillMode=mixed\n", "\nRestart=always\n");
            assertThat(unit("--", "--shutdown-timeout", "2m")).contains("\nTimeoutStopSec=135\n");
            assertThat(unit("--", "--shutdown-timeout=1500ms")).contains("\nTimeoutStopSec=17\n");
            var file = lab.write("own.properties", List.of("shutdown-timeout=1h"));
            assertThat(unit("--config", file.toString())).contains("\nTimeoutStopSec=3615\n");
        }

        @Test
        void is_one_that_systemd_understands() {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
            var run = lab.write("run", List.of("#!/bin/sh"));
            assertThat(run.toFile().setExecutable(true)).isTrue();
            var unit = lab.write(
                    "taskmaster-worker.service",
                    unit("--dir", lab.file("").toString()).lines().toList());
            var verified = lab.run(
                    Program.Start.command(lab.file("."), "systemd-analyze", "verify", "--man=no", unit.toString()));
            assertThat(verified.status()).as(verified::err).isZero();
            assertThat(verified.err()).isEmpty();
        }

        private String unit(String... arguments) {
            var program = lab.run(script("--print-unit").with(arguments));
            assertThat(program.status()).as(program::err).isZero();
            return program.out();
        }
    }

    private Program.Start script(String... arguments) {
        return Program.Start.command(lab.file("."), SCRIPT.toString()).with(arguments);
    }
}
