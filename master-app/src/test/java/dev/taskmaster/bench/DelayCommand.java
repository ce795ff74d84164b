package dev.taskmaster.bench;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench-delay}: what is left of throughput and efficiency when broker and programs are apart. */
@Command(
        name = "bench-delay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures Taskmaster with its broker behind a network that delays each byte, each way, beside the same"
                        + " without delay, in turns: empty tasks a second with two workers of one slot, and the efficiency"
                        + " of tasks of 10 ms with two workers of five slots. Master and workers are behind the network.")
final class DelayCommand implements Callable<Integer> {

    @Option(names = "--delay", defaultValue = "2ms", description = "Delay each way (default: ${DEFAULT-VALUE}).")
    String delay = "2ms";

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--tasks", defaultValue = "2000000", description = "Empty tasks (default: ${DEFAULT-VALUE}).")
    long tasks;

    @Option(
            names = "--directory",
            description = "Where data and results go while it runs (default: master-app/target/bench).")
    Path directory = Path.of("master-app", "target", "bench");

    public static void main(String[] args) {
        System.exit(new CommandLine(new DelayCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        Files.createDirectories(directory);
        var here = Files.createTempDirectory(directory, "delay-").toAbsolutePath();
        var without = new ArrayList<Measured>();
        var with = new ArrayList<Measured>();
        try {
            for (int round = 0; round < rounds; round++) {
                without.add(measure(here.resolve("data"), Duration.ZERO));
                with.add(measure(here.resolve("data"), Durations.parse(delay)));
            }
        } finally {
            Programs.delete(here);
        }
        System.out.printf(Locale.ROOT, "%-24s %14s %14s%n", "medians of " + rounds, "empty tasks/s", "10 ms, of 1");
        print("no delay", without);
        print(delay + " each way", with);
        return 0;
    }

    private record Measured(double perSecond, double efficiency) {}

    private Measured measure(Path data, Duration wait) throws Exception {
        try (var broker = EmbeddedBroker.start(new EmbeddedSettings(data, new HostPort("127.0.0.1", 0)));
                var relay = DelayRelay.start(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                broker.listen().port()),
                        wait)) {
            var url = ConnectionSettings.urlOf(new HostPort("127.0.0.1", relay.port()));
            var files = new ArrayList<Path>();
            for (var role : List.of(Role.MASTER, Role.WORKER)) {
                var own = broker.connection(role);
                var file = data.resolve(role.word() + "-behind.properties");
                CredentialsFile.write(file, new ConnectionSettings(url, own.user(), own.password()));
                files.add(file);
            }
            return new Measured(
                    Programs.number(
                            bench(files, "--slots", "1", "--only", "throughput", "--tasks", Long.toString(tasks)),
                            "tasks_per_second"),
                    efficiency(bench(files, "--slots", "5", "--only", "efficiency")));
        }
    }

    private static double efficiency(String json) {
        return Programs.number(json.substring(json.indexOf("\"load\":\"10ms\"")), "efficiency");
    }

    private static String bench(List<Path> files, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Programs.java(),
                "-jar",
                Programs.masterJar().toString(),
                "bench",
                "--json",
                "--workers",
                "2",
                "--config",
                files.get(0).toString(),
                "--worker-config",
                files.get(1).toString()));
        command.addAll(List.of(options));
        return Programs.run(command);
    }

    private static void print(String name, List<Measured> measured) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %,14.0f %14.3f%n",
                name,
                Comparison.median(measured.stream().map(Measured::perSecond).toList()),
                Comparison.median(measured.stream().map(Measured::efficiency).toList()));
    }
}
