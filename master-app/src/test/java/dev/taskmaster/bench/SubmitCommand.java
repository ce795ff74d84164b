package dev.taskmaster.bench;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.Master;
import dev.taskmaster.master.Tasks;
import dev.taskmaster.master.bench.LocalWorkers;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import dev.taskmaster.worker.handler.Handlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench-submit}: how long a program waits for the future of a task. */
@Command(
        name = "bench-submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures a program with a master, its broker inside: milliseconds from submit(payload) until its future"
                        + " has the result, one at a time and with many in flight, with a worker in the same process and then"
                        + " in one of its own.")
final class SubmitCommand implements Callable<Integer> {

    /** Longer times count as this one. */
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private static final int DIGITS = 3;
    private static final String NOTHING = "";

    @Option(names = "--tasks", defaultValue = "3000", description = "Tasks of a row (default: ${DEFAULT-VALUE}).")
    int tasks;

    @Option(
            names = "--warm-up",
            defaultValue = "6000",
            description = "Empty tasks before each half (default: ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(names = "--in-flight", defaultValue = "100", description = "How many are many (default: ${DEFAULT-VALUE}).")
    int inFlight;

    @Option(names = "--slots", defaultValue = "10", description = "Slots of the worker (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(
            names = "--directory",
            description = "Where data and results go while it runs (default: master-app/target/bench).")
    Path directory = Path.of("master-app", "target", "bench");

    public static void main(String[] args) {
        System.exit(new CommandLine(new SubmitCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        Files.createDirectories(directory);
        var here = Files.createTempDirectory(directory, "submit-").toAbsolutePath();
        var data = here.resolve("data");
        System.out.printf("%-52s %8s %8s %8s %8s %9s%n", "ms until the result", "p50", "p95", "p99", "most", "tasks/s");
        try (var master = Master.embedded(data, new HostPort("127.0.0.1", 0))) {
            var settings = WorkerSettings.of(master.workerConnection()).withSlots(slots);
            try (var worker = Worker.start(settings, Handlers.named("bench"))) {
                measure("worker in this process, " + worker.settings().slots() + " slots", master);
            }
            var order = new LocalWorkers.Order(1, slots, null);
            var credentials = CredentialsFile.of(data, Role.WORKER.word());
            var workers = LocalWorkers.start(order, QueueName.DEFAULT, credentials, here);
            try (workers) {
                measure("worker in another process, " + slots + " slots", master);
            }
        } finally {
            Programs.delete(here);
        }
        return 0;
    }

    private void measure(String where, Master master) throws InterruptedException {
        System.out.println(where);
        for (var work : new String[] {NOTHING, "sleep 10ms"}) {
            try (var session = master.tasks()) {
                row(session, NOTHING, warmUp / 2, inFlight);
                row(session, NOTHING, warmUp / 2, 1);
            }
            // Anew: what a session has learned of one kind of tasks does not hold for the other.
            for (int out : new int[] {1, slots, inFlight}) {
                try (var session = master.tasks()) {
                    row(session, work, out, out);
                    System.out.println(row(session, work, work.equals(NOTHING) ? tasks : tasks / 10, out));
                }
            }
        }
    }

    /** Keeps so many in flight until all have their result. */
    private static String row(Tasks session, String work, int count, int out) throws InterruptedException {
        var micros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
        var room = new Semaphore(out);
        var results = new ArrayList<CompletableFuture<Void>>(count);
        long begin = System.nanoTime();
        for (int number = 0; number < count; number++) {
            room.acquire();
            long submitted = System.nanoTime();
            results.add(session.submit(work).thenAccept(result -> {
                long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - submitted);
                micros.recordValue(Math.min(took, HIGHEST_MICROS));
                room.release();
            }));
        }
        CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new)).join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(
                Locale.ROOT,
                "  %-50s %8.2f %8.2f %8.2f %8.2f %,9.0f",
                (work.equals(NOTHING) ? "empty tasks" : work) + ", "
                        + (out == 1 ? "one at a time" : out + " in flight"),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                count / seconds);
    }
}
