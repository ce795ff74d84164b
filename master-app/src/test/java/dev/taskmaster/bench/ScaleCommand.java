package dev.taskmaster.bench;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.Master;
import dev.taskmaster.master.jms.AdminBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench-scale}: one broker with many slots and many jobs beside the same with few slots. */
@Command(
        name = "bench-scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures one broker with thousands of slots and hundreds of jobs at once, beside the same jobs with few"
                        + " slots: time to connect, what the broker takes of memory, threads, processor, disk and network, and"
                        + " tasks a second. Workers are simulated: many in each of two processes, each with a connection of its"
                        + " own, and slots that sleep. Masters are in this process; each result of each job is checked. Needs"
                        + " Linux.")
final class ScaleCommand implements Callable<Integer> {

    private static final double MEGA = 1_000_000;

    private static final int IDLE_SECONDS = 4;

    /** A line for each job would be too many. */
    private static final Logger MASTERS = Logger.getLogger("dev.taskmaster.master");

    @Option(names = "--slots", defaultValue = "2000", description = "Many slots (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(names = "--few", defaultValue = "20", description = "Few slots (default: ${DEFAULT-VALUE}).")
    int few;

    @Option(
            names = "--slots-each",
            defaultValue = "50",
            description = "The most slots of one worker (default: ${DEFAULT-VALUE}).")
    int slotsEach;

    @Option(names = "--jobs", defaultValue = "200", description = "Jobs at once (default: ${DEFAULT-VALUE}).")
    int jobs;

    @Option(names = "--tasks", defaultValue = "2000", description = "Empty tasks of each (default: ${DEFAULT-VALUE}).")
    int tasks;

    @Option(names = "--heap", defaultValue = "512m", description = "The broker's heap (default: ${DEFAULT-VALUE}).")
    String heap = "512m";

    @Option(names = "--rounds", defaultValue = "1", description = "Rounds (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--directory",
            description = "Where the broker's data go while it runs (default: master-app/target/bench).")
    Path directory = Path.of("master-app", "target", "bench");

    private final ScaleFigures figures = new ScaleFigures();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ScaleCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        MASTERS.setLevel(Level.WARNING);
        Files.createDirectories(directory);
        for (int round = 0; round < rounds; round++) {
            for (int count : List.of(few, slots)) {
                var here = Files.createTempDirectory(directory, "scale-").toAbsolutePath();
                try (var lab = ScaleLab.start(here, heap)) {
                    measure(lab, count);
                } finally {
                    Programs.delete(here);
                }
            }
        }
        System.out.print(figures.table());
        return 0;
    }

    private void measure(ScaleLab lab, int count) throws Exception {
        figures.add("broker alone: live heap, MB", count, ProcessFigures.liveHeap(lab.broker()) / MEGA);
        var before = ProcessFigures.of(lab.broker());
        figures.add("all slots connected after, s", count, lab.connect(count, slotsEach));
        figures.add(
                "  broker's processor time for that, s",
                count,
                seconds(ProcessFigures.of(lab.broker()).since(before)));
        standing("slots connected", lab, count);
        idle(lab, count);
        try (var master = Master.connect(lab.connection(Role.MASTER))) {
            // The programs have compiled themselves then.
            run(lab, new ScaleJobs(master, jobs, Math.max(1, tasks / 10), 0), count, null);
            run(lab, new ScaleJobs(master, jobs, tasks, 0), count, "empty");
            var looking = CompletableFuture.runAsync(() -> look(lab, count));
            // Ten tasks for each slot: ten seconds of work, whatever their number.
            run(lab, new ScaleJobs(master, jobs, Math.max(1, 10 * count / jobs), 1_000), count, "1 s");
            looking.get();
        }
    }

    /** What the broker does for slots that wait, once they have waited for long. */
    private void idle(ScaleLab lab, int count) throws InterruptedException {
        TimeUnit.SECONDS.sleep(12);
        var before = ProcessFigures.of(lab.broker());
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        var idle = ProcessFigures.of(lab.broker()).since(before);
        figures.add("slots idle: broker's share of one core, %", count, 100 * seconds(idle) / IDLE_SECONDS);
        figures.add("slots idle: network to the broker, kB a second", count, idle.read() / 1_000.0 / IDLE_SECONDS);
    }

    /** In the middle of long tasks. */
    private void look(ScaleLab lab, int count) {
        try (var admin = AdminBroker.connect(lab.connection(Role.MASTER))) {
            TimeUnit.SECONDS.sleep(5);
            standing("jobs under way", lab, count);
            long begin = System.nanoTime();
            admin.overview();
            figures.add("master status, page of jobs: asked for, s", count, (System.nanoTime() - begin) / 1e9);
        } catch (Exception e) {
            throw new IllegalStateException("the broker could not be looked at", e);
        }
    }

    private void standing(String when, ScaleLab lab, int count) throws Exception {
        figures.add(when + ": broker's threads", count, (double) ProcessFigures.threads(lab.broker()));
        figures.add(when + ": broker's live heap, MB", count, ProcessFigures.liveHeap(lab.broker()) / MEGA);
        figures.add(when + ": broker resident, MB", count, ProcessFigures.residentBytes(lab.broker()) / MEGA);
    }

    private void run(ScaleLab lab, ScaleJobs work, int count, @Nullable String name) throws Exception {
        var broker = ProcessFigures.of(lab.broker());
        var clients = ProcessFigures.of(lab.clients());
        var times = work.run((name == null ? "first" : name.replace(" ", "")) + "-" + System.nanoTime());
        if (name == null) {
            return;
        }
        var brokerNow = ProcessFigures.of(lab.broker()).since(broker);
        var clientsNow = ProcessFigures.of(lab.clients()).since(clients);
        double all = (double) work.jobs() * work.tasks();
        var of = work.jobs() + " jobs, " + name + " tasks: ";
        figures.add(of + "number of tasks", count, all);
        figures.add(of + "first job ended after, s", count, times.firstEnd());
        figures.add(of + "all ended after, s", count, times.lastEnd());
        figures.add(of + "tasks a second", count, all / times.lastEnd());
        figures.add(of + "broker's processor, us a task", count, 1e6 * seconds(brokerNow) / all);
        figures.add(of + "others' processor, us a task", count, 1e6 * seconds(clientsNow) / all);
        figures.add(of + "disk, bytes a task", count, brokerNow.stored() / all);
        figures.add(of + "network to the broker, bytes a task", count, clientsNow.written() / all);
        figures.add(of + "network from the broker, bytes a task", count, clientsNow.read() / all);
    }

    private static double seconds(ProcessFigures figures) {
        return figures.processor().toNanos() / 1e9;
    }
}
