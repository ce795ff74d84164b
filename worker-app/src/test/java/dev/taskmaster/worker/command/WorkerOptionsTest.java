package dev.taskmaster.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.worker.EndRules;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TimeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WorkerOptionsTest {

    private static final Map<String, String> SOMEBODY =
            Map.of("TASKMASTER_USER", "worker", "TASKMASTER_PASSWORD", "secret");

    private final Path file = Path.of("target", "test-data", "options", "credentials", "worker.properties");

    @BeforeEach
    void no_file_is_there() throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
    }

    private WorkerOptions options(Map<String, String> environment, String... args) {
        var command = new WorkerCommand(environment);
        new CommandLine(command).parseArgs(args);
        var spec = Objects.requireNonNull(command.spec);
        return WorkerOptions.read(spec, CommandSettings.of(spec, environment), file);
    }

    @Nested
    class Without_any_option {

        @Test
        void the_defaults_hold() {
            var settings = options(SOMEBODY).settings();
            assertThat(settings.queues()).isEqualTo(ServedQueues.only(QueueName.DEFAULT));
            assertThat(settings.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(settings.name()).endsWith("-" + ProcessHandle.current().pid());
            assertThat(settings.end()).isEqualTo(EndRules.NEVER);
            assertThat(settings.times()).isEqualTo(TimeRules.DEFAULT);
            assertThat(options(SOMEBODY).handler()).hasToString("square");
        }

        @Test
        void nothing_is_printed() {
            assertThat(options(SOMEBODY).narrator()).isNotInstanceOf(PrintingNarrator.class);
        }
    }

    @Test
    void every_option_is_read() {
        var options = options(
                SOMEBODY,
                ("-q video -c 3 -n anna --handler echo -b --max-tasks 5 --max-idle 1m --receive-timeout 2s"
                                + " --task-timeout 3s --shutdown-timeout 4s --connection-ttl 5s --narrate"
                                + " --metrics [::1]:9161")
                        .split(" "));
        var settings = options.settings();
        assertThat(settings.queues()).isEqualTo(ServedQueues.only(new QueueName("video")));
        assertThat(settings.slots()).isEqualTo(3);
        assertThat(settings.name()).isEqualTo("anna");
        assertThat(settings.end()).isEqualTo(new EndRules(true, 5L, Duration.ofMinutes(1)));
        assertThat(settings.times())
                .isEqualTo(new TimeRules(
                        Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)));
        assertThat(options.handler()).hasToString("echo");
        assertThat(options.narrator()).isInstanceOf(PrintingNarrator.class);
        assertThat(options.metrics()).isEqualTo(new HostPort("::1", 9161));
    }

    @Test
    void there_are_no_metrics_unless_they_are_asked_for() {
        assertThat(options(SOMEBODY).metrics()).isNull();
        assertThat(options(SOMEBODY, "--metrics", "off").metrics()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:9161", "10.0.0.7:9161", "on", "127.0.0.1", "127.0.0.1:70000"})
    void metrics_that_others_can_reach_or_that_are_nowhere_are_refused_with_the_way_to_do_it(String place) {
        assertThatThrownBy(() -> options(SOMEBODY, "--metrics", place))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("metrics must be off, or HOST:PORT")
                .hasMessageContaining("ssh -L");
    }

    @Test
    void the_environment_is_read_and_an_option_wins() {
        var environment = new HashMap<>(SOMEBODY);
        environment.put("TASKMASTER_QUEUE", "video");
        environment.put("TASKMASTER_CONCURRENCY", "7");
        var settings = options(environment, "--queue", "audio").settings();
        assertThat(settings.queues()).isEqualTo(ServedQueues.only(new QueueName("audio")));
        assertThat(settings.slots()).isEqualTo(7);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatThrownBy(() -> options(
                        SOMEBODY,
                        "--queue=a.b",
                        "--concurrency=0",
                        "--handler=cube",
                        "--max-tasks=x",
                        "--max-idle=0s",
                        "--url=http://h"))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContainingAll("queue", "concurrency", "handler", "max-tasks", "max-idle", "url");
    }

    @Nested
    class The_credentials_file_of_a_master_in_the_same_directory {

        private void write(String text) throws IOException {
            PrivateFiles.write(file, text);
        }

        @Test
        void is_waited_for_while_it_is_not_there() throws IOException {
            var broker = options(Map.of()).settings().broker();
            assertThat(broker.current()).isEmpty();
            assertThat(broker.missing()).contains(file.toString(), "--config");
            write("user=worker\npassword=secret\n");
            assertThat(broker.current()).get().hasToString("worker at tcp://127.0.0.1:61616");
        }

        @Test
        void is_read_again_each_time_since_the_port_may_change() throws IOException {
            write("url=tcp://h:1\nuser=worker\npassword=secret\n");
            var broker = options(Map.of()).settings().broker();
            assertThat(broker.current()).get().hasToString("worker at tcp://h:1");
            write("url=tcp://h:2\nuser=worker\npassword=secret\n");
            assertThat(broker.current()).get().hasToString("worker at tcp://h:2");
        }

        @Test
        void may_set_other_options_too() throws IOException {
            write("url=tcp://h:1\nuser=worker\npassword=secret\nqueue=video\n");
            assertThat(options(Map.of()).settings().queues()).isEqualTo(ServedQueues.only(new QueueName("video")));
        }

        @Test
        void is_not_looked_at_when_a_user_is_named() throws IOException {
            write("url=tcp://h:1\nuser=worker\npassword=secret\n");
            var broker = options(SOMEBODY, "--url", "h:9").settings().broker();
            assertThat(broker.current()).get().hasToString("worker at tcp://h:9");
        }

        @Test
        void that_says_nonsense_is_told_at_the_start() throws IOException {
            write("url=nowhere at all\nuser=worker\npassword=secret\n");
            assertThatThrownBy(() -> options(Map.of()))
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
