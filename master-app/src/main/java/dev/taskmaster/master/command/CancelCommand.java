package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.Version;
import dev.taskmaster.task.JobName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code master cancel}: end a job, so that nothing of it is left. */
@Command(
        name = "cancel",
        description =
                "Ends a job and removes its waiting tasks, its results at the broker, its failed tasks and its name;"
                        + " a master that runs it ends too. An output file stays as it is.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class CancelCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(CancelCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    @Nullable
    String job;

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() {
        var call = AdminCall.of(spec);
        var name = name(call);
        try (var broker = call.connect()) {
            broker.cancel(name);
            log.info("job {} is cancelled: nothing of it is left at the broker", name);
            return ExitStatus.OK.code();
        }
    }

    private JobName name(AdminCall call) {
        try {
            return new JobName(job == null ? "" : job);
        } catch (IllegalArgumentException e) {
            call.reader().problem("job argument", String.valueOf(e.getMessage()));
            return new JobName("none");
        }
    }
}
