package dev.taskmaster.master.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.run.Patience;
import dev.taskmaster.master.run.RetryRun;
import dev.taskmaster.master.sink.OutputChoice;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master retry}: do the failed tasks of a job again. */
@Command(
        name = "retry",
        description =
                "Does the failed tasks of a finished job again and replaces their lines in its output. The output is"
                        + " the one that the job was run with, unless said otherwise.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.BROKER, HelpText.VALUES, HelpText.STATUS})
final class RetryCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-j", "--job"},
            paramLabel = "JOB",
            description = "The job's name.")
    @Nullable
    String job;

    @Option(
            names = "--reason",
            paramLabel = "error|timeout|crash",
            split = ",",
            description = "Only tasks that failed for this reason; may be given more than once (default: all).")
    List<String> reason = List.of();

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
        var reasons = reader.value("reason", RetryCommand::reasons).orElse(EnumSet.allOf(Reason.class));
        var given = output(settings, reader, name);
        var data = BrokerAccess.data(reader);
        var progress = CollectSettings.progress(reader, false);
        if (!settings.has("job")) {
            reader.problem("job", "is missing: it is the name of the job whose failed tasks are done again");
        }
        reader.check();
        if (given != null) {
            CollectSettings.tryWrite(given);
        }
        var known = Objects.requireNonNull(name, "checked above");
        return OnBroker.of(broker)
                .run(
                        known,
                        (jobs, access, toldToStop) -> Summary.of(
                                known,
                                () -> progress.of(
                                        known,
                                        OptionalLong::empty,
                                        Narration.silent(),
                                        given != null
                                                ? given
                                                : CollectSettings.asBefore(RetryRun.mark(jobs, known), data, known),
                                        toldToStop,
                                        (listener, shown, stops) -> {
                                            var patience = new Patience(timeout, access::workerCommand, stops);
                                            return new RetryRun(known, reasons, shown, patience).on(jobs, listener);
                                        })));
    }

    /** What a person says of the output, or {@code null} if that is nothing. */
    private static @Nullable OutputChoice output(Settings settings, SettingsReader reader, @Nullable JobName job) {
        return Stream.of("output", "format", "keep-order").anyMatch(settings::has)
                ? CollectSettings.output(reader, job == null ? new JobName("none") : job, false)
                : null;
    }

    /** An option that is given more than once comes as a list in brackets. */
    private static Set<Reason> reasons(String text) {
        return Arrays.stream(text.replaceAll("[\\[\\] ]", "").split(",", -1))
                .map(word -> Reason.ofWord(word)
                        .orElseThrow(() -> new IllegalArgumentException("must be some of error, timeout, crash")))
                .collect(Collectors.toSet());
    }
}
