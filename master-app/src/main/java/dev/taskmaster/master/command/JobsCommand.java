package dev.taskmaster.master.command;

import dev.taskmaster.command.Version;
import dev.taskmaster.master.jms.AdminBroker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code master jobs}: how far the jobs are. */
@Command(
        name = "jobs",
        description = "Shows the jobs: how far they are and how their tasks ended.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.ADMIN_STATUS})
final class JobsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ViewOptions view = new ViewOptions();

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Show.of(AdminCall.of(spec), AdminBroker::jobs);
    }
}
