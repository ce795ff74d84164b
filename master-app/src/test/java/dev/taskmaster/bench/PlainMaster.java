package dev.taskmaster.bench;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.settings.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code PlainMaster DATA TASKS ROUND_TRIPS RESULTS}: the place of {@code master bench} with plain JMS. The same broker on
 * the same data directory is in this process, and two worker processes of one session each serve it.
 */
final class PlainMaster {

    private static final int WORKERS = 2;
    private static final int MOST_WARM_UP = 6_000;
    private static final int WARM_UP_FOR_ONE = 6;
    private static final int WARM_UP_TASKS = 4_000;

    private PlainMaster() {}

    public static void main(String[] args) throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        var data = Path.of(args[0]);
        int tasks = Integer.parseInt(args[1]);
        var file = Path.of(args[3]);
        var workers = new CopyOnWriteArrayList<Process>();
        // Whoever ends this one ends the workers too.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> workers.forEach(Process::destroyForcibly)));
        try (var broker = EmbeddedBroker.start(new EmbeddedSettings(data, new HostPort("127.0.0.1", 0)));
                var connection = PlainConnection.open(CredentialsFile.of(data, Role.MASTER.word()))) {
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker(CredentialsFile.of(data, Role.WORKER.word())));
            }
            connection.start();
            System.err.println("plain JMS: broker at " + broker.listen());
            var job = new PlainJob(connection);
            job.throughput(Math.min(tasks, WARM_UP_TASKS), file);
            Files.delete(file);
            double perSecond = job.throughput(tasks, file);
            int trips = Integer.parseInt(args[2]);
            double p50 = job.roundTrip(Math.min(MOST_WARM_UP, WARM_UP_FOR_ONE * trips), trips);
            System.out.printf(Locale.ROOT, "{\"tasks_per_second\":%.1f,\"p50_ms\":%.4f}%n", perSecond, p50);
            for (var worker : workers) {
                worker.destroyForcibly().waitFor();
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
    }

    private static Process worker(Path credentials) throws java.io.IOException {
        return new ProcessBuilder(
                        Programs.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlainWorker.class.getName(),
                        credentials.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
