package dev.taskmaster.chaos;

import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.nio.file.Path;

/** A worker that dies of one payload, as one does whose native library crashes: {@code CREDENTIALS}. */
public final class PoisonWorker {

    /** The payload that kills it. */
    public static final String POISON = "poison";

    /** The status it dies with. */
    public static final int STATUS = 77;

    private PoisonWorker() {}

    public static void main(String[] args) throws InterruptedException {
        Logging.start(LogFormat.HUMAN, false);
        TaskHandler handler = task -> {
            if (task.payload().equals(POISON)) {
                Runtime.getRuntime().halt(STATUS);
            }
            return task.payload();
        };
        var source = ChaosWorker.credentials(Path.of(args[0]));
        try (var worker = Worker.start(
                new WorkerSettings(
                        source,
                        dev.taskmaster.worker.ServedQueues.only(dev.taskmaster.task.QueueName.DEFAULT),
                        "poison-" + ProcessHandle.current().pid(),
                        1,
                        dev.taskmaster.worker.EndRules.NEVER,
                        dev.taskmaster.worker.TimeRules.DEFAULT),
                handler)) {
            worker.awaitEnd();
        }
    }
}
