package dev.taskmaster.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged worker as a process, in a directory of its own. */
final class WorkerProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "taskmaster-worker.jar").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path out;
    private final Path err;

    private WorkerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static WorkerProcess start(String directory, String... args) throws IOException {
        var home = Path.of("target", "test-data", "processes", directory);
        Files.createDirectories(home);
        var out = home.resolve("out");
        var err = home.resolve("err");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKMASTER_"));
        return new WorkerProcess(builder.start(), out, err);
    }

    /** A worker for that broker, with a user and a password that it does not look at. */
    static WorkerProcess start(String directory, TestBroker broker, String... args) throws IOException {
        var home = Path.of("target", "test-data", "processes", directory);
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("worker.properties"),
                "url=" + broker.settings().url() + "\nuser=worker\npassword=secret-of-the-test\n");
        var all = new ArrayList<>(List.of("--config", "worker.properties"));
        all.addAll(List.of(args));
        return start(directory, all.toArray(String[]::new));
    }

    void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the worker does not end; it said: " + err());
        }
        return process.exitValue();
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
