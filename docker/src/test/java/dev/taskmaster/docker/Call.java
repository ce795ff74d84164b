package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that runs; what it prints is in files, so that it can be read meanwhile. Closing ends it by its id. */
final class Call implements AutoCloseable {

    private static final Path ROOT = Path.of("target", "test-data");

    private final String name;
    private final Process process;
    private final Path directory;

    private Call(String name, Process process, Path directory) {
        this.name = name;
        this.process = process;
        this.directory = directory;
    }

    /**
     * Starts one.
     *
     * @param environment beside that of the tests
     * @param input its standard input
     */
    static Call start(Map<String, String> environment, Path input, List<String> command) {
        try {
            Files.createDirectories(ROOT);
            var directory = Files.createTempDirectory(ROOT, "call-");
            var builder = new ProcessBuilder(command)
                    .redirectInput(input.toFile())
                    .redirectOutput(directory.resolve("out").toFile())
                    .redirectError(directory.resolve("err").toFile());
            builder.environment().putAll(environment);
            return new Call(String.join(" ", command), builder.start(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, which must be that of a success, and answers with what it printed. */
    String success(Duration atMost) {
        assertThat(status(atMost)).as(this::toString).isZero();
        return out();
    }

    /** Waits for its end. */
    int status(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError("not ended within " + atMost + ": " + this);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return read("out");
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

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return name + " printed:\n" + err() + out();
    }
}
