package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.StopSignals;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.bench.Bench;
import dev.taskmaster.master.bench.BenchPlan;
import dev.taskmaster.master.bench.LocalWorkers;
import dev.taskmaster.master.bench.Report;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.settings.SettingsReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code master bench}: measures the broker and its workers. */
@Command(
        name = "bench",
        description =
                "Measures what the broker and its workers can do: empty tasks a second, the latency of one task, and"
                        + " how much of the slots' time goes into tasks of 0.1ms to 1s.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "The workers at hand must run the handler bench. Results go to a file that is deleted afterwards: with the"
                    + " broker in this process beside its data, else in the system's temporary directory.",
            HelpText.BROKER,
            HelpText.VALUES,
            HelpText.STATUS
        })
final class BenchCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(BenchCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    BenchOptions bench = new BenchOptions();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        var settings = CommandSettings.of(spec, System.getenv());
        var reader = settings.reader();
        var broker = BrokerAccess.choose(spec, settings, reader);
        var plan = BenchSettings.plan(reader);
        var wanted = BenchSettings.workers(reader);
        boolean json = reader.flag("json");
        reader.check();
        var workers = wanted == null ? null : wanted.found();
        var signals = StopSignals.caught();
        try (var access = broker.open();
                var jobs = JobBroker.connect(access.connection())) {
            var report = measured(access, jobs, plan, workers, reader, signals);
            var out = spec.commandLine().getOut();
            out.print(json ? report.json() + System.lineSeparator() : report.table());
            out.flush();
            return ExitStatus.OK.code();
        } catch (InterruptedException e) {
            log.info("bench: stopped");
            return signals.status();
        }
    }

    private static Report measured(
            BrokerAccess access,
            JobBroker jobs,
            BenchPlan plan,
            LocalWorkers.@Nullable Order workers,
            SettingsReader reader,
            StopSignals signals)
            throws InterruptedException {
        var place =
                access.embedded() == null ? Path.of(System.getProperty("java.io.tmpdir")) : BrokerAccess.data(reader);
        var workerCommand = access.workerCommand(plan.queue()) + " --handler bench";
        try (var bench = Bench.open(jobs, plan, place, workerCommand, signals::came)) {
            if (workers == null) {
                return bench.run(null);
            }
            var credentials = BenchSettings.credentials(reader, access.credentials());
            try (var own = LocalWorkers.start(workers, plan.queue(), credentials, bench.directory())) {
                return bench.run(own);
            }
        }
    }
}
