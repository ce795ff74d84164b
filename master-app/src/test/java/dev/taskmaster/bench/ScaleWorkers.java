package dev.taskmaster.bench;

import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.settings.ConnectionFile;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Many workers in one process, each as the program {@code worker} has it, with a connection of its own; they live until the
 * process is ended. Its arguments are the credentials file, the number of workers, the slots of each, and a name.
 */
final class ScaleWorkers {

    private ScaleWorkers() {}

    public static void main(String[] arguments) throws InterruptedException {
        Logging.start(LogFormat.HUMAN, false);
        var settings =
                WorkerSettings.of(ConnectionFile.read(Path.of(arguments[0]))).withSlots(Integer.parseInt(arguments[2]));
        var workers = new ArrayList<Worker>();
        for (int number = 1; number <= Integer.parseInt(arguments[1]); number++) {
            workers.add(Worker.start(settings.withName(arguments[3] + "-" + number), new Sleeper()));
        }
        for (var worker : workers) {
            worker.awaitEnd();
        }
    }

    /** The first word of a payload says for how many milliseconds; the payload is its own answer. */
    private static final class Sleeper implements TaskHandler {

        @Override
        public String run(Task task) throws InterruptedException {
            var payload = task.payload();
            long millis = Long.parseLong(payload.substring(0, payload.indexOf(' ')));
            if (millis > 0) {
                Thread.sleep(millis);
            }
            return payload;
        }

        @Override
        public String toString() {
            return "sleeper";
        }
    }
}
