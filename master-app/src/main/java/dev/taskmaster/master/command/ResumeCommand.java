package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.Version;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code master resume}: tasks from a paused queue again. */
@Command(
        name = "resume",
        description = "Has a task queue that was paused give out its tasks again.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class ResumeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ResumeCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    QueueArgument argument = new QueueArgument();

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() {
        var call = AdminCall.of(spec);
        var queue = argument.read(call.reader());
        try (var broker = call.connect()) {
            broker.resume(queue);
            log.info("queue {} gives out its tasks", queue);
            return ExitStatus.OK.code();
        }
    }
}
