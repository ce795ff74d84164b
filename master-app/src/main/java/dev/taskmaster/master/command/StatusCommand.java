package dev.taskmaster.master.command;

import dev.taskmaster.command.Version;
import dev.taskmaster.master.jms.AdminBroker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code master status}: the broker at a glance. */
@Command(
        name = "status",
        description = "Shows the broker at a glance: what it holds, who is connected, what runs.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class StatusCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ViewOptions view = new ViewOptions();

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Show.of(AdminCall.of(spec), AdminBroker::overview);
    }
}
