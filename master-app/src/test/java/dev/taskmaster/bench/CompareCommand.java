package dev.taskmaster.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/bench}: Taskmaster, plain JMS and Python's queues in turns, with a table at the end. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares Taskmaster with plain JMS on the same broker (one persistent message a task, transacted,"
                        + " default window) and with Python's own multiprocessing managers (in memory), in turns: empty tasks a"
                        + " second, and the median time of one task at a time. Each has two worker processes of one slot.")
final class CompareCommand implements Callable<Integer> {

    private static final String TASKMASTER = "Taskmaster";
    private static final String JMS = "plain JMS, transacted, on its broker";
    private static final String PYTHON = "Python's managers, in memory";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--tasks",
            defaultValue = "1000000",
            description = "Empty tasks of Taskmaster in a round (default: ${DEFAULT-VALUE}).")
    long tasks;

    @Option(
            names = "--other-tasks",
            defaultValue = "20000",
            description = "Empty tasks of each other one in a round (default: ${DEFAULT-VALUE}).")
    int otherTasks;

    @Option(
            names = "--latency-tasks",
            defaultValue = "1000",
            description =
                    "Tasks one at a time in a round, after six times as many, and 6000 at most, to warm up (default: ${DEFAULT-VALUE}).")
    int latencyTasks;

    @Option(names = "--python", defaultValue = "python3", description = "Python (default: ${DEFAULT-VALUE}).")
    String python = "python3";

    @Option(
            names = "--directory",
            description = "Where data and results go while it runs (default: master-app/target/bench).")
    Path directory = Path.of("master-app", "target", "bench");

    public static void main(String[] args) {
        System.exit(new CommandLine(new CompareCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || tasks < 1 || otherTasks < 1 || latencyTasks < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "all numbers must be at least 1");
        }
        Files.createDirectories(directory);
        var here = Files.createTempDirectory(directory, "run-").toAbsolutePath();
        var data = here.resolve("data");
        var comparison = new Comparison();
        try {
            for (int round = 1; round <= rounds; round++) {
                measure(comparison, round, TASKMASTER, taskmaster(data));
                measure(comparison, round, JMS, plainJms(data, here.resolve("jms-" + round + ".txt")));
                measure(comparison, round, PYTHON, managers(here.resolve("python-" + round + ".txt")));
            }
        } finally {
            Programs.delete(here);
        }
        out().print(comparison.table());
        out().flush();
        return 0;
    }

    private void measure(Comparison comparison, int number, String name, List<String> command)
            throws IOException, InterruptedException {
        var round = Comparison.Round.of(Programs.run(command));
        comparison.add(name, round);
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "round %d of %d: %s: %,.0f tasks/s, p50 %.3f ms%n",
                        number,
                        rounds,
                        name,
                        round.perSecond(),
                        round.p50Millis());
        spec.commandLine().getErr().flush();
    }

    private List<String> taskmaster(Path data) {
        return List.of(
                Programs.java(),
                "-jar",
                Programs.masterJar().toString(),
                "bench",
                "--json",
                "--only",
                "throughput,latency",
                "--workers",
                "2",
                "--tasks",
                Long.toString(tasks),
                "--latency-tasks",
                Integer.toString(latencyTasks),
                "--listen",
                "127.0.0.1:0",
                "--data",
                data.toString());
    }

    private List<String> plainJms(Path data, Path results) {
        return List.of(
                Programs.java(),
                "-cp",
                System.getProperty("java.class.path"),
                PlainMaster.class.getName(),
                data.toString(),
                Integer.toString(otherTasks),
                Integer.toString(latencyTasks),
                results.toString());
    }

    private List<String> managers(Path results) {
        return List.of(
                python,
                Programs.module().resolve("src/test/python/managers.py").toString(),
                Integer.toString(otherTasks),
                Integer.toString(latencyTasks),
                results.toString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
