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

/** {@code master pause}: no more tasks from a queue. */
@Command(
        name = "pause",
        description = "Has a task queue give nothing out until it is resumed, also when the broker starts again.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class PauseCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PauseCommand.class);

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
            broker.pause(queue);
            log.info(
                    "queue {} is paused: workers finish what they have in hand; \"master resume {}\" goes on",
                    queue,
                    queue);
            return ExitStatus.OK.code();
        }
    }
}
