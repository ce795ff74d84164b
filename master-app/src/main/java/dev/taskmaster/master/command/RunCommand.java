package dev.taskmaster.master.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.run.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code master run}: submit and collect one job, then stop. */
@Command(
        name = "run",
        description = "Submits the tasks of one job, collects their results, and stops.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.BROKER, HelpText.VALUES, HelpText.STATUS})
final class RunCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    SubmitOptions submit = new SubmitOptions();

    @Mixin
    CollectOptions collect = new CollectOptions();

    @Parameters(paramLabel = "TASK", description = "The tasks, where no other input is given.")
    List<String> tasks = new ArrayList<>();

    @Option(names = "--restart", arity = "0", description = "Do a finished job all over again.")
    @Nullable
    Boolean restart;

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
        var plan = SubmitSettings.plan(reader);
        var input = SubmitSettings.input(reader, plan.job(), tasks);
        boolean narrate = CollectSettings.narrates(reader, input);
        var output = CollectSettings.output(reader, plan.job(), narrate);
        var progress = CollectSettings.progress(reader, narrate);
        int chunk = SubmitSettings.chunk(reader);
        var timeout = reader.duration("timeout").orElse(null);
        boolean again = reader.flag("restart");
        reader.check();
        SubmitSettings.tryOpen(input);
        CollectSettings.refuseSame(input, output);
        CollectSettings.tryWrite(output);
        var narration =
                narrate ? new Narration(progress.lines(spec.commandLine().getErr())) : Narration.silent();
        var status = OnBroker.of(broker).run(plan.job(), (jobs, access, toldToStop) -> {
            return Summary.of(
                    plan.job(),
                    () -> progress.of(
                            plan.job(), input::length, narration, output, toldToStop, (listener, shown, stops) -> {
                                var patience = new Patience(timeout, access::workerCommand, stops);
                                return new JobRun(plan, input, shown, chunk, again, patience).on(jobs, listener);
                            }));
        });
        if (narrate) {
            spec.commandLine().getErr().println("master exit.");
        }
        return status;
    }
}
