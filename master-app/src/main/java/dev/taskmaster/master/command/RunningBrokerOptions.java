package dev.taskmaster.master.command;

import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker that runs already an operator's command is about; read by {@link AdminCall}. */
final class RunningBrokerOptions {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Use the broker that runs on this directory (default: taskmaster-data).")
    @Nullable
    String data;

    @Mixin
    VerboseOption verbose = new VerboseOption();
}
