package dev.taskmaster.worker.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.metrics.HandlerTimes;
import dev.taskmaster.worker.metrics.MetricsServer;
import dev.taskmaster.worker.metrics.WorkerSeries;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code worker}: takes tasks from a queue until it is told to stop. */
@Command(
        name = "worker",
        versionProvider = Version.class,
        sortOptions = false,
        description = "Takes tasks from a queue, runs a handler on each and sends the results.",
        subcommands = DoctorCommand.class,
        footer = {
            "",
            "TIME is a number with us, ms, s, m, h or d. Any option can also be set in the environment, as in"
                    + " TASKMASTER_RECEIVE_TIMEOUT=5s, or in the file of --config.",
            "The first TERM or INT lets it finish the tasks in hand, the second hands them back, the third kills it.",
            "Exit status: 0 done, 1 start me again, 2 wrong use, 4 refused by the broker, 130 or 143 on signals."
        })
public final class WorkerCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(WorkerCommand.class);

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "NAME,...",
            description =
                    "The task queues to serve (default: tasks): in that order, so that one is served only while those"
                            + " before it are empty, or by weights, as in gpu=3,tasks=1.")
    @Nullable
    String queue;

    @Option(
            names = {"-c", "--concurrency"},
            paramLabel = "SLOTS",
            description = "How many tasks to run at once (default: the number of processors).")
    @Nullable
    String concurrency;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "The worker's name (default: host name and process id).")
    @Nullable
    String name;

    @Option(
            names = "--handler",
            paramLabel = "NAME",
            description = "What to do with a task: square, echo, sleep or bench, or a handler from --handlers (default:"
                    + " square).")
    @Nullable
    String handler;

    @Option(
            names = "--handlers",
            paramLabel = "DIR",
            description = "Where jars with services of dev.taskmaster.worker.TaskHandler are, for --handler to name.")
    @Nullable
    String handlers;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "Run a program for each task: {} in it is the payload as one argument; without {} the program"
                    + " reads it from standard input. What it prints is the result.")
    @Nullable
    String exec;

    @Option(
            names = "--pipe",
            paramLabel = "COMMAND",
            description = "Keep a program for each slot: it reads a payload a line and prints a result a line.")
    @Nullable
    String pipe;

    @Option(names = "--jsonl", arity = "0", description = "The lines of --pipe are JSON strings, both ways.")
    @Nullable
    Boolean jsonl;

    @Option(
            names = "--shell",
            arity = "0",
            description = "Have sh run the command; the payload is \"$1\", or standard input where that is not used.")
    @Nullable
    Boolean shell;

    @Option(
            names = "--max-result",
            paramLabel = "SIZE",
            description = "How much a program may print for a task, in bytes or as 100k or 4M (default: 1M).")
    @Nullable
    String maxResult;

    @Option(
            names = {"-b", "--burst"},
            arity = "0",
            description = "End once the queue was empty for one receive timeout.")
    @Nullable
    Boolean burst;

    @Option(names = "--max-tasks", paramLabel = "N", description = "End after N tasks, all slots together.")
    @Nullable
    String maxTasks;

    @Option(names = "--max-idle", paramLabel = "TIME", description = "End after that time without a task.")
    @Nullable
    String maxIdle;

    @Option(
            names = "--receive-timeout",
            paramLabel = "TIME",
            description = "How long the queue must give nothing to count as empty (default: 1s).")
    @Nullable
    String receiveTimeout;

    @Option(
            names = "--task-timeout",
            paramLabel = "TIME",
            description = "How long a task may take; it fails then (default: what the task says).")
    @Nullable
    String taskTimeout;

    @Option(
            names = "--shutdown-timeout",
            paramLabel = "TIME",
            description = "How long to finish the tasks in hand after a signal (default: 25s).")
    @Nullable
    String shutdownTimeout;

    @Option(
            names = "--connection-ttl",
            paramLabel = "TIME",
            description = "After how long without a sign of life others get this worker's tasks (default: 15s).")
    @Nullable
    String connectionTtl;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description = "Where its metrics for Prometheus are, such as 127.0.0.1:9161 (default: off).")
    @Nullable
    String metrics;

    @Option(names = "--narrate", arity = "0", description = "Print a line for each task on standard output.")
    @Nullable
    Boolean narrate;

    @Mixin
    final VerboseOption verbose = new VerboseOption();

    @Spec
    @Nullable
    CommandSpec spec;

    private final Map<String, String> environment;

    /** The command with the environment of this process. */
    public WorkerCommand() {
        this(System.getenv());
    }

    WorkerCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var command = Objects.requireNonNull(spec, "picocli sets it");
        var options = WorkerOptions.read(command, CommandSettings.of(command, environment));
        var handler = options.handler();
        // Also when the process is ended by a signal that nobody catches, such as HUP.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(handler), "worker-handler-close"));
        var place = options.metrics();
        return place == null
                ? awaitEnd(Worker.start(options.settings(), handler, options.narrator()), handler)
                : runWithMetrics(options, handler, place);
    }

    private static int runWithMetrics(WorkerOptions options, TaskHandler handler, HostPort place)
            throws InterruptedException {
        try (var server = MetricsServer.take(place)) {
            var timed = new HandlerTimes(handler);
            var worker = Worker.start(options.settings(), timed, options.narrator());
            server.serve(new WorkerSeries(worker, timed)::collect);
            return awaitEnd(worker, handler);
        }
    }

    private static int awaitEnd(Worker worker, TaskHandler handler) throws InterruptedException {
        var signals = Signals.caught(worker, () -> close(handler));
        return switch (worker.awaitEnd()) {
            case DONE -> ExitStatus.OK.code();
            case STOPPED -> signals.status();
            // The same number as for failed tasks: supervisors start again whatever ends with 1.
            case SLOTS_LOST, BROKEN -> ExitStatus.TASKS_FAILED.code();
        };
    }

    /** What a handler has started must not outlive its worker. */
    private static void close(TaskHandler handler) {
        if (handler instanceof AutoCloseable resource) {
            try {
                resource.close();
            } catch (Exception e) {
                log.warn("the handler {} cannot be closed: {}", handler, e.getMessage(), e);
            }
        }
    }
}
