package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.run.SubmitRun;
import dev.taskmaster.master.submit.SubmitListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code master submit}: submit a job and return. */
@Command(
        name = "submit",
        description = "Submits the tasks of one job and returns; \"collect\" gets its results.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.BROKER, HelpText.VALUES, HelpText.STATUS})
final class SubmitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(SubmitCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    SubmitOptions submit = new SubmitOptions();

    @Option(names = "--restart", arity = "0", description = "Do a finished job all over again.")
    @Nullable
    Boolean restart;

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Parameters(paramLabel = "TASK", description = "The tasks, where no other input is given.")
    List<String> tasks = new ArrayList<>();

    @Override
    public Integer call() {
        var settings = CommandSettings.of(spec, System.getenv());
        var reader = settings.reader();
        var broker = BrokerAccess.choose(spec, settings, reader);
        var plan = SubmitSettings.plan(reader);
        var input = SubmitSettings.input(reader, plan.job(), tasks);
        int chunk = SubmitSettings.chunk(reader);
        boolean again = reader.flag("restart");
        if (!settings.has("job")) {
            reader.problem("job", "is missing: the results are collected by that name");
        }
        reader.check();
        SubmitSettings.tryOpen(input);
        return OnBroker.of(broker).run(plan.job(), (jobs, access, toldToStop) -> {
            long count = new SubmitRun(plan, input, chunk, again, toldToStop).on(jobs, new SubmitListener() {});
            log.info(
                    "job {}: {} in queue {}; \"master collect --job {}\" gets the results",
                    plan.job(),
                    count == 1 ? "1 task is" : count + " tasks are",
                    plan.queue(),
                    plan.job());
            return ExitStatus.OK;
        });
    }
}
