package dev.taskmaster.chaos;

import dev.taskmaster.master.embedded.BrokerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processes of one chaos run and their files; closing it ends them all. */
final class ChaosLab implements AutoCloseable {

    /** Short, so that a freeze past it does not take long; still longer than a pause of a loaded machine. */
    static final long TTL_MILLIS = 3_000;

    private static final int WORKERS = 3;

    private final Path directory;
    private final int port = BrokerExtension.freePort();
    private final List<Supervised> workers = new ArrayList<>();
    private final List<Supervised> others = new ArrayList<>();

    ChaosLab(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("runs"));
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(worker(i));
        }
    }

    private Supervised worker(int number) {
        var classes = Stream.of("master-app/target/test-classes", "worker-app/target/taskmaster-worker.jar")
                .map(name -> root().resolve(name).toString())
                .toList();
        return new Supervised(
                java(
                        "-cp",
                        String.join(System.getProperty("path.separator"), classes),
                        "dev.taskmaster.chaos.ChaosWorker",
                        directory.resolve("data/credentials/worker.properties").toString(),
                        directory.resolve("runs").resolve("worker-" + number).toString(),
                        Long.toString(TTL_MILLIS)),
                directory.resolve("worker-" + number + ".log"),
                status -> false);
    }

    /** A broker that is started again whenever it dies. */
    Supervised broker() {
        return kept(new Supervised(
                master("serve", "--data", data(), "--listen", "127.0.0.1:" + port, "--console", "off"),
                directory.resolve("serve.log"),
                status -> false));
    }

    /** A master with a broker of its own. */
    Supervised masterWithBroker(String job, Path input, Path output, boolean keepsOrder) {
        return job(job, input, output, keepsOrder, "--data", data(), "--listen", "127.0.0.1:" + port);
    }

    /** A master that uses the broker of another process. */
    Supervised masterAlone(String job, Path input, Path output, boolean keepsOrder) {
        return job(
                job,
                input,
                output,
                keepsOrder,
                "--config",
                directory.resolve("data/credentials/master.properties").toString());
    }

    private Supervised job(String job, Path input, Path output, boolean keepsOrder, String... broker) {
        var command = master("run", "--job", job, "--input", input.toString(), "--output", output.toString());
        command.addAll(Arrays.asList(broker));
        if (keepsOrder) {
            command.add("--keep-order");
        }
        // 5: the job was finished by a run that was killed before it could say so.
        return kept(new Supervised(
                command, directory.resolve(job + ".log"), status -> status == 0 || status == 1 || status == 5));
    }

    private Supervised kept(Supervised process) {
        others.add(process);
        return process;
    }

    List<Supervised> workers() {
        return workers;
    }

    Path input(long tasks) throws IOException {
        return Files.write(
                directory.resolve("input.txt"),
                LongStream.range(0, tasks).mapToObj(Long::toString).toList());
    }

    static List<String> truth(long tasks) {
        return LongStream.range(0, tasks)
                .mapToObj(number -> new ChaosTask(number).line())
                .toList();
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** How often handlers began, in all workers together. */
    long handlerRuns() throws IOException {
        long runs = 0;
        try (var files = Files.list(directory.resolve("runs"))) {
            for (var file : files.toList()) {
                try (var lines = Files.lines(file)) {
                    runs += lines.count();
                }
            }
        }
        return runs;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static List<String> master(String... arguments) {
        var command = java(
                "-jar",
                root().resolve("master-app/target/taskmaster-master.jar").toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The source tree: the tests run in one of its modules, the script in it. */
    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("master-app"))
                ? here
                : here.resolveSibling("").normalize();
    }

    @Override
    public void close() throws IOException {
        try {
            for (var process : workers) {
                process.end();
            }
            for (var process : others) {
                process.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
