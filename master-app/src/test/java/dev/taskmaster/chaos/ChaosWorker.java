package dev.taskmaster.chaos;

import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsFile;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.ConnectionSource;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.TimeRules;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A worker that writes down each run of its handler: {@code CREDENTIALS RUNS TTL_MILLIS}. */
final class ChaosWorker {

    private ChaosWorker() {}

    public static void main(String[] args) throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        var credentials = Path.of(args[0]);
        var runs = FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var ttl = Duration.ofMillis(Long.parseLong(args[2]));
        var settings = new WorkerSettings(
                credentials(credentials),
                dev.taskmaster.worker.ServedQueues.only(dev.taskmaster.task.QueueName.DEFAULT),
                "chaos-" + ProcessHandle.current().pid(),
                2,
                dev.taskmaster.worker.EndRules.NEVER,
                TimeRules.DEFAULT.withConnectionTtl(ttl));
        TaskHandler handler = task -> run(task, runs);
        try (var worker = Worker.start(settings, handler)) {
            worker.awaitEnd();
        }
        System.exit(0);
    }

    /** The credentials as they are in a file now: its master may come back on another port. */
    static ConnectionSource credentials(Path file) {
        return () -> read(file);
    }

    private static Optional<ConnectionSettings> read(Path credentials) {
        if (!Files.exists(credentials)) {
            return Optional.empty();
        }
        var reader = Settings.of(Map.of(), Map.of())
                .withFile(SettingsFile.read(credentials))
                .reader();
        return Optional.of(ConnectionReader.read(reader));
    }

    private static String run(Task task, FileChannel runs) throws IOException {
        var work = new ChaosTask(Long.parseLong(task.payload()));
        runs.write(ByteBuffer.wrap((task.payload() + "\n").getBytes(StandardCharsets.US_ASCII)));
        long end = System.nanoTime() + work.time().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (work.fails(task.attempt())) {
            throw new IllegalArgumentException(work.complaint());
        }
        return work.result();
    }
}
