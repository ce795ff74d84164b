package dev.taskmaster.chaos;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/chaos}: the chaos test with a table at the end. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Runs jobs while everything is killed at random moments, and checks their outputs.")
final class ChaosCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--tasks", defaultValue = "20000", description = "Tasks in each job (default: ${DEFAULT-VALUE}).")
    long tasks;

    @Option(
            names = "--kills",
            defaultValue = "60",
            description = "Kills and freezes, at least (default: ${DEFAULT-VALUE}).")
    int kills;

    @Option(names = "--seed", description = "Seed of the random choices (default: random, printed).")
    long seed = new Random().nextInt(1_000_000);

    @Option(names = "--keep-order", description = "Keep the order: outputs must be byte for byte the same.")
    boolean keepsOrder;

    @Option(names = "--directory", description = "Where the files go (default: master-app/target/chaos).")
    Path directory = Path.of("master-app", "target", "chaos");

    public static void main(String[] args) {
        System.exit(new CommandLine(new ChaosCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(directory);
        var here = Files.createTempDirectory(directory, "seed-" + seed + "-").toAbsolutePath();
        var outcome = new Chaos(tasks, kills, seed, keepsOrder).run(here);
        print(outcome, spec.commandLine().getOut());
        return outcome.verdict().isFine() ? 0 : 1;
    }

    private void print(Chaos.Outcome outcome, PrintWriter out) {
        long all = tasks * outcome.jobs();
        row(out, "seed", seed);
        for (var kind : Kills.Kind.values()) {
            row(out, kind.words(), outcome.kills().of(kind));
        }
        row(out, "kills and freezes together", outcome.kills().total());
        row(out, "jobs", outcome.jobs());
        row(out, "tasks", all);
        row(out, "missing", outcome.verdict().missing());
        row(out, "duplicate", outcome.verdict().duplicate());
        row(out, "wrong", outcome.verdict().wrong());
        row(out, "order kept", keepsOrder ? (outcome.verdict().outOfOrder() ? "no" : "yes") : "not asked for");
        row(out, "handler runs per task", String.format(Locale.ROOT, "%.3f", (double) outcome.handlerRuns() / all));
        out.flush();
    }

    private static void row(PrintWriter out, String what, Object value) {
        out.printf(Locale.ROOT, "| %-30s | %13s |%n", what, value);
    }
}
