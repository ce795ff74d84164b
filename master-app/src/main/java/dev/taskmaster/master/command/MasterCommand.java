package dev.taskmaster.master.command;

import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that everything else is a subcommand of. */
@Command(
        name = "master",
        description = "Hands out tasks to workers and collects their results.",
        versionProvider = Version.class,
        footer = {"", "\"master COMMAND --help\" tells about a command.", HelpText.STATUS},
        subcommands = {
            RunCommand.class,
            SubmitCommand.class,
            CollectCommand.class,
            ServeCommand.class,
            InitCommand.class,
            BenchCommand.class,
            StatusCommand.class,
            QueuesCommand.class,
            JobsCommand.class,
            WorkersCommand.class,
            FailedCommand.class,
            DoctorCommand.class,
            RetryCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            PurgeCommand.class,
            CancelCommand.class,
            PasswdCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class MasterCommand implements Runnable {

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(),
                "no command given: the commands are "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
