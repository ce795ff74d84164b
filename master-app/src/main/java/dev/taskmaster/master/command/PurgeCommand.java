package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.InvalidUseException;
import dev.taskmaster.command.Version;
import dev.taskmaster.master.jms.AdminBroker;
import dev.taskmaster.master.progress.Terminal;
import dev.taskmaster.task.QueueName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master purge}: empty a task queue. */
@Command(
        name = "purge",
        description =
                "Removes what waits in a task queue, for good: a job whose tasks it holds does not come to its end.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class PurgeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PurgeCommand.class);
    private static final String YES = "yes";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    QueueArgument argument = new QueueArgument();

    @Option(names = "--yes", arity = "0", description = "Do not ask.")
    @Nullable
    Boolean yes;

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() {
        var call = AdminCall.of(spec);
        var queue = argument.read(call.reader());
        boolean sure = call.reader().flag(YES);
        if (!sure && !Terminal.canAnswer()) {
            call.reader()
                    .problem(YES, "is missing: without a terminal there is nobody to ask whether to empty the queue");
        }
        try (var broker = call.connect()) {
            if (!sure) {
                confirm(broker, queue);
            }
            long removed = broker.purge(queue);
            log.info("queue {}: {} {} removed", queue, removed, removed == 1 ? "message is" : "messages are");
            return ExitStatus.OK.code();
        }
    }

    private static void confirm(AdminBroker broker, QueueName queue) {
        var answer = ask("This removes " + broker.waiting(queue) + " waiting messages of queue " + queue
                + " for good; a job that they belong to does not come to its end. Type \"yes\" to do it:");
        if (!answer.equals(YES)) {
            throw new InvalidUseException("queue " + queue + " was left as it is: type yes, or give --yes");
        }
    }

    /** Shows a question and reads the line that is typed; empty without a terminal or at its end. */
    @SuppressWarnings("SystemConsoleNull") // Up to JDK 21 it is null without a terminal.
    private static String ask(String question) {
        var console = System.console();
        if (console == null) {
            return "";
        }
        var line = console.readLine("%s ", question);
        return line == null ? "" : line.strip();
    }
}
