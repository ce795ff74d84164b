package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program of ours as a process of its own; what it prints is in files, and closing it ends it by its id. */
final class Program implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Path directory;

    private Program(String name, Process process, Path directory) {
        this.name = name;
        this.process = process;
        this.directory = directory;
    }

    /** How to start one. */
    static final class Start {

        private final Path directory;
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment;
        private Path input = Path.of("/dev/null");

        private Start(Path directory, Map<String, String> environment) {
            this.directory = directory;
            this.environment = environment;
        }

        /** A master working in a directory. */
        static Start master(Path directory, String... arguments) {
            return jar("master", directory).with(arguments);
        }

        /** A worker working in a directory. */
        static Start worker(Path directory, String... arguments) {
            return jar("worker", directory).with(arguments);
        }

        /** Any command. */
        static Start command(Path directory, String... command) {
            return new Start(directory, Map.of()).with(command);
        }

        private static Start jar(String program, Path directory) {
            var jar = Path.of("..", program + "-app", "target", "taskmaster-" + program + ".jar");
            return new Start(directory, Map.of())
                    .with(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-jar",
                            jar.toAbsolutePath().normalize().toString());
        }

        Start with(String... arguments) {
            command.addAll(Arrays.asList(arguments));
            return this;
        }

        Start environment(String key, String value) {
            var more = new HashMap<>(environment);
            more.put(key, value);
            var start = new Start(directory, more);
            start.command.addAll(command);
            start.input = input;
            return start;
        }

        Start input(Path file) {
            input = file;
            return this;
        }

        /** The same with an input that is at its end, wherever it is started. */
        Start withoutInput() {
            var start = new Start(directory, environment);
            return start.with("sh", "-c", "\"$@\" </dev/null", "sh").with(command.toArray(String[]::new));
        }

        /** The same in a network of its own: a namespace of the kernel. */
        Start in(String namespace) {
            var start = new Start(directory, environment);
            start.input = input;
            return start.with("ip", "netns", "exec", namespace).with(command.toArray(String[]::new));
        }

        /** The same on a terminal of its own, so many columns wide; whatever it prints there comes to standard output. */
        Start onTerminal(int columns) {
            var line = command.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            var start = new Start(directory, environment);
            start.input = input;
            return start.with("script", "-q", "-e", "-c", "stty cols " + columns + " && " + line, "/dev/null");
        }

        Program start() {
            try {
                Files.createDirectories(directory);
                var id = Files.createTempDirectory(directory, "run-");
                var builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(input.toFile())
                        .redirectOutput(id.resolve("out").toFile())
                        .redirectError(id.resolve("err").toFile());
                builder.environment().keySet().removeIf(key -> key.startsWith("TASKMASTER_"));
                builder.environment().putAll(environment);
                return new Program(String.join(" ", command), builder.start(), id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Runs it to its end. */
        Program run(Duration atMost) {
            var program = start();
            program.awaitEnd(atMost);
            return program;
        }
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end within " + atMost + "; it said:\n" + err() + out());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return process.exitValue();
    }

    int status() {
        return process.exitValue();
    }

    String out() {
        return read("out");
    }

    Path outFile() {
        return directory.resolve("out");
    }

    String err() {
        return read("err");
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it the hard way, as kill -9 does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Sends a signal by name, such as TERM or STOP. */
    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(id()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("kill did not run", e);
        }
    }

    /** That it ended with a status and said one line of error, without a stack trace. */
    void assertEndedWith(int status, String... words) {
        assertThat(status()).as(() -> name + " said:\n" + err() + out()).isEqualTo(status);
        assertThat(err()).as(name).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(err().lines().filter(line -> line.startsWith("master: ") || line.startsWith("worker: ")))
                .as(() -> name + " said:\n" + err())
                .hasSize(status == 0 ? 0 : 1);
    }

    /** That it refused what it was asked for in one line and said nothing else at all. */
    void assertRefused(int status, String... words) {
        assertEndedWith(status, words);
        assertThat(err().lines()).as(() -> name + " said:\n" + err()).hasSize(1);
        assertThat(out()).isEmpty();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            awaitEnd(Duration.ofSeconds(10));
        }
    }
}
