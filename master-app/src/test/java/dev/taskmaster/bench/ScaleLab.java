package dev.taskmaster.bench;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.settings.ConnectionFile;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.QueueName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker of {@code master serve} with simulated workers, all on this machine, until it is closed. For one thread. */
final class ScaleLab implements AutoCloseable {

    private static final int WORKER_PROCESSES = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Path data;
    private final List<Process> processes = new ArrayList<>();

    private ScaleLab(Path directory) {
        this.directory = directory;
        this.data = directory.resolve("data");
    }

    /**
     * Starts the broker alone.
     *
     * @param heap the most that it may have, as {@code -Xmx} says it
     */
    static ScaleLab start(Path directory, String heap) throws IOException, InterruptedException {
        var lab = new ScaleLab(directory);
        var log = directory.resolve("broker.log");
        lab.start(
                log,
                List.of(
                        Programs.java(),
                        "-Xmx" + heap,
                        "-jar",
                        Programs.masterJar().toString(),
                        "serve",
                        "--data",
                        lab.data.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--console",
                        "off"));
        long deadline = deadline();
        while (!Files.readString(log).contains("broker ready at")) {
            await(deadline, "broker");
        }
        return lab;
    }

    private void start(Path log, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("TASKMASTER_"));
        processes.add(builder.start());
    }

    /**
     * Starts processes with workers and waits until the broker has a consumer for each slot.
     *
     * @param slots of all together
     * @param slotsEach the most of one worker
     * @return seconds since the start of the processes
     */
    double connect(int slots, int slotsEach) throws IOException, InterruptedException {
        int ofOne = slots / WORKER_PROCESSES;
        int workers = Math.max(1, ofOne / slotsEach);
        // Whoever may not ask the management is told the consumers, which cost the broker nothing to count.
        try (var broker = JobBroker.connect(connection(Role.WORKER))) {
            JobBroker.connect(connection(Role.MASTER)).close();
            long begin = System.nanoTime();
            for (int process = 1; process <= WORKER_PROCESSES; process++) {
                start(
                        directory.resolve("workers-" + process + ".log"),
                        workers(workers, ofOne / workers, "scale-" + process));
            }
            try (var count = broker.slotCount(QueueName.DEFAULT)) {
                long deadline = deadline();
                while (count.getAsInt() < ofOne / workers * workers * WORKER_PROCESSES) {
                    await(deadline, "workers");
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private List<String> workers(int workers, int slotsEach, String name) {
        var module = Programs.module();
        return List.of(
                Programs.java(),
                "-cp",
                module.resolve("target/test-classes")
                        + File.pathSeparator
                        + module.resolve("../worker-app/target/taskmaster-worker.jar")
                                .normalize(),
                // A name alone: its classes are not on the class path here.
                ScaleWorkers.class.getName(),
                CredentialsFile.of(data, Role.WORKER.word()).toString(),
                Integer.toString(workers),
                Integer.toString(slotsEach),
                name);
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }

    private static void await(long deadline, String what) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the " + what + " did not get ready within " + PATIENCE.toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(10);
    }

    ConnectionSettings connection(Role role) {
        return ConnectionFile.read(CredentialsFile.of(data, role.word()));
    }

    ProcessHandle broker() {
        return processes.get(0).toHandle();
    }

    /** Everybody but the broker: workers, and the masters in this process. */
    List<ProcessHandle> clients() {
        var clients = new ArrayList<ProcessHandle>();
        processes.subList(1, processes.size()).forEach(process -> clients.add(process.toHandle()));
        clients.add(ProcessHandle.current());
        return clients;
    }

    @Override
    public void close() {
        for (int last = processes.size() - 1; last >= 0; last--) {
            var process = processes.get(last);
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
