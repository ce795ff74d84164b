package dev.taskmaster.master.command;

import dev.taskmaster.command.Version;
import dev.taskmaster.task.JobName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master failed}: the tasks that failed for good. */
@Command(
        name = "failed",
        description = "Shows the tasks that failed for good, the oldest first, and why.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class FailedCommand implements Callable<Integer> {

    /** A screen or some; a queue of dead letters can be long. */
    private static final long DEFAULT_LIMIT = 100;

    private static final long HIGHEST_LIMIT = 1_000_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-j", "--job"},
            paramLabel = "JOB",
            description = "Those of this job alone.")
    @Nullable
    String job;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 100).")
    @Nullable
    String limit;

    @Mixin
    ViewOptions view = new ViewOptions();

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() throws InterruptedException {
        var call = AdminCall.of(spec);
        var of = call.reader().value("job", JobName::new).orElse(null);
        int most = call.reader()
                .wholeNumber("limit", 1, HIGHEST_LIMIT)
                .orElse(DEFAULT_LIMIT)
                .intValue();
        return Show.of(call, broker -> broker.failed(of, most));
    }
}
