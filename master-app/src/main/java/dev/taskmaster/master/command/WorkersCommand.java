package dev.taskmaster.master.command;

import dev.taskmaster.command.Version;
import dev.taskmaster.master.jms.AdminBroker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code master workers}: who is connected. */
@Command(
        name = "workers",
        description = "Shows the workers that are connected, and what they have in hand.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class WorkersCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ViewOptions view = new ViewOptions();

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Show.of(AdminCall.of(spec), AdminBroker::workers);
    }
}
