package dev.taskmaster.master.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.run.CollectRun;
import dev.taskmaster.master.run.Patience;
import dev.taskmaster.task.JobName;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master collect}: get the results of a job that was submitted before. */
@Command(
        name = "collect",
        description = "Collects the results of a job as they come, until it is over.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.BROKER, HelpText.VALUES, HelpText.STATUS})
final class CollectCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-j", "--job"},
            paramLabel = "JOB",
            description = "The job's name.")
    @Nullable
    String job;

    @Mixin
    CollectOptions collect = new CollectOptions();

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
        var name = reader.value("job", JobName::new).orElse(null);
        var timeout = reader.duration("timeout").orElse(null);
        var output = CollectSettings.output(reader, name == null ? new JobName("none") : name, false);
        var progress = CollectSettings.progress(reader, false);
        if (!settings.has("job")) {
            reader.problem("job", "is missing: it is the name that the job was submitted with");
        }
        reader.check();
        CollectSettings.tryWrite(output);
        var known = java.util.Objects.requireNonNull(name, "checked above");
        return OnBroker.of(broker)
                .run(
                        known,
                        (jobs, access, toldToStop) -> Summary.of(
                                known,
                                () -> progress.of(
                                        known,
                                        OptionalLong::empty,
                                        Narration.silent(),
                                        output,
                                        toldToStop,
                                        (listener, shown, stops) -> {
                                            var patience = new Patience(timeout, access::workerCommand, stops);
                                            return new CollectRun(known, shown, patience).on(jobs, listener);
                                        })));
    }
}
